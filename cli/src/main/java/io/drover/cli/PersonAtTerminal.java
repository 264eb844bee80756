package io.drover.cli;

import io.drover.cli.view.Plain;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Asks at the terminal that controls this process, whatever standard output is. Standard input has to be a terminal too:
 * where it is a pipe or a file, a script sits there and not a person.
 */
final class PersonAtTerminal implements Person {

    private static final String TERMINAL = "/dev/tty";
    private static final Charset CHARSET =
            Charset.forName(System.getProperty("native.encoding", "UTF-8"), Charset.defaultCharset());

    /** A shell reads it, which shows again what is typed however it ends: Ctrl-C ends this process at once. */
    private static final String UNSEEN = """
            exec </dev/tty || exit 1
            trap 'stty echo; printf "\\n" >/dev/tty' EXIT
            trap 'exit 130' INT TERM HUP
            stty -echo
            printf '%s' "$1" >/dev/tty
            IFS= read -r value
            printf '%s' "$value"
            """;

    @Override
    public String ask(List<String> lines, String question) {
        if (!isThere()) {
            throw new NoTerminalException("Standard input is not a terminal.");
        }
        try (InputStream in = new FileInputStream(TERMINAL);
                FileOutputStream out = new FileOutputStream(TERMINAL)) {
            PrintWriter page = new PrintWriter(new OutputStreamWriter(out, CHARSET), false);
            lines.stream().map(Plain::visible).forEach(page::println);
            page.flush();
            // What was typed before it could be read is no answer to it.
            in.readNBytes(in.available());
            page.print(Plain.visible(question));
            page.flush();
            String line = new BufferedReader(new InputStreamReader(in, CHARSET)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new NoTerminalException("This process has no terminal (" + e.getMessage() + ").");
        }
    }

    @Override
    public String secret(String question) {
        try {
            if (!isThere()) {
                return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            }
            Process shell = new ProcessBuilder("/bin/sh", "-c", UNSEEN, "sh", question)
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.INHERIT)
                    .start();
            String typed = new String(shell.getInputStream().readAllBytes(), CHARSET);
            if (shell.waitFor() != 0) {
                throw new NoTerminalException("Nothing was typed, and nothing was stored.");
            }
            return typed;
        } catch (IOException e) {
            throw new NoTerminalException("The value cannot be read (" + e.getMessage() + ").");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoTerminalException("Interrupted.");
        }
    }

    /** System.console() does not tell: it depends on the release of Java, and on standard output as well. */
    @Override
    public boolean isThere() {
        try {
            return new ProcessBuilder("/bin/sh", "-c", "test -t 0")
                            .redirectInput(Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new NoTerminalException("It cannot be found out whether standard input is a terminal.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoTerminalException("Interrupted.");
        }
    }
}
