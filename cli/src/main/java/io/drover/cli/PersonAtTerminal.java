package io.drover.cli;

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
import java.util.List;

/**
 * Asks at the terminal that controls this process, whatever standard output is. Standard input has to be a terminal too:
 * where it is a pipe or a file, a script sits there and not a person.
 */
final class PersonAtTerminal implements Person {

    private static final String TERMINAL = "/dev/tty";
    private static final Charset CHARSET =
            Charset.forName(System.getProperty("native.encoding", "UTF-8"), Charset.defaultCharset());

    @Override
    public String ask(List<String> lines, String question) {
        if (!isStandardInputATerminal()) {
            throw new NoTerminalException("Standard input is no terminal.");
        }
        try (InputStream in = new FileInputStream(TERMINAL);
                FileOutputStream out = new FileOutputStream(TERMINAL)) {
            PrintWriter page = new PrintWriter(new OutputStreamWriter(out, CHARSET), false);
            lines.forEach(page::println);
            page.flush();
            // What was typed before it could be read is no answer to it.
            in.readNBytes(in.available());
            page.print(question);
            page.flush();
            String line = new BufferedReader(new InputStreamReader(in, CHARSET)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new NoTerminalException("This process has no terminal (" + e.getMessage() + ").");
        }
    }

    /** System.console() does not tell: it depends on the release of Java, and on standard output as well. */
    private static boolean isStandardInputATerminal() {
        try {
            return new ProcessBuilder("/bin/sh", "-c", "test -t 0")
                            .redirectInput(Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new NoTerminalException("Whether standard input is a terminal cannot be told.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoTerminalException("Interrupted.");
        }
    }
}
