package io.drover.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A program in a terminal of its own, as {@code script} of util-linux gives one, with somebody who types what it asks for. */
final class PseudoTerminal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String CTRL_C = "\003";
    private static final Pattern QUESTION = Pattern.compile("^> ", Pattern.MULTILINE);
    private static final Pattern PHRASE = Pattern.compile("type this phrase, as it is:  (.*)");
    private static final Pattern ESCAPES = Pattern.compile("\033\\[[0-9;]*[A-Za-z]");

    private final Path shown;
    private final Process process;
    private int answered;

    /** @param shown the file that gets all that the terminal shows */
    PseudoTerminal(int columns, List<String> command, Path shown) throws IOException {
        this.shown = shown;
        String line = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        ProcessBuilder builder = new ProcessBuilder(
                        "script", "-q", "-e", "-c", "stty cols " + columns + " rows 24; exec " + line, "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(shown.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("DROVER_") || name.startsWith("QUARKUS_"));
        builder.environment().put("TERM", "xterm");
        process = Children.start(builder);
    }

    /** Whether there is a program that gives one. */
    static boolean isThere() throws InterruptedException {
        try {
            Process version = new ProcessBuilder("script", "--version").start();
            String text = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return version.waitFor() == 0 && text.contains("util-linux");
        } catch (IOException e) {
            return false; // no such program
        }
    }

    /** What was shown, without what moves and colours it. */
    String shown() {
        try {
            return ESCAPES.matcher(new String(Files.readAllBytes(shown), StandardCharsets.UTF_8))
                    .replaceAll("")
                    .replace("\r", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines() {
        return shown().lines().toList();
    }

    void awaitQuestion() {
        await("a question in " + shown)
                .atMost(PATIENCE)
                .failFast("it ended, see " + shown, () -> !process.isAlive())
                .until(() -> questions() > answered);
    }

    /** Types the phrase where one is asked for, and an answer elsewhere, until the program ends; answers its exit code. */
    int typeWhatIsAsked() throws IOException, InterruptedException {
        while (true) {
            await("a question or the end in " + shown)
                    .atMost(PATIENCE)
                    .until(() -> !process.isAlive() || questions() > answered);
            if (!process.isAlive()) {
                return awaitEnd();
            }
            answered++;
            type(answer() + "\n");
        }
    }

    void pressCtrlC() throws IOException {
        type(CTRL_C);
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end, see " + shown);
        }
        return process.exitValue();
    }

    private long questions() {
        return QUESTION.matcher(shown()).results().count();
    }

    /** To the last question: a phrase that stands above an earlier one was typed already. */
    private String answer() {
        String text = shown();
        List<Integer> ends =
                QUESTION.matcher(text).results().map(question -> question.end()).toList();
        String asked = text.substring(answered > 1 ? ends.get(answered - 2) : 0, ends.get(answered - 1));
        Matcher phrase = PHRASE.matcher(asked);
        return phrase.find() ? phrase.group(1).strip() : "seen";
    }

    private void type(String text) throws IOException {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
