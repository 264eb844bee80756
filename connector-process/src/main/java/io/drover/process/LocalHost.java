package io.drover.process;

import io.drover.spi.ConnectorException;
import io.drover.spi.Evidence;
import io.drover.spi.FailureType;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * This machine, as the user that Drover runs as. Of Drover's own environment, which holds secrets, a program gets only what is
 * about the user and the language.
 */
public final class LocalHost extends Host {

    private static final String HANDED_ON = "PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_.*|TZ|TMPDIR";

    private static final Pattern REASON = Pattern.compile("error(?:=|: )\\d+(?:, | \\()([^)]+)");

    /** What Java writes arguments in. */
    private static final Charset NATIVE = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    /** @param evidence where each run is entered */
    public LocalHost(Evidence evidence) {
        super(new OutputMasks(List.of()), evidence);
    }

    @Override
    String place() {
        return "on this machine";
    }

    @Override
    Started start(Program program, String what) {
        boolean writable = Stream.concat(program.command().stream(), program.environment().values().stream())
                .allMatch(text -> NATIVE.newEncoder().canEncode(text));
        if (!writable) {
            throw new ConnectorException(
                    "LOCALE_NOT_UTF8",
                    FailureType.USER,
                    what + " was not started: an argument has characters that cannot be written in " + NATIVE
                            + ", the encoding of this machine's locale. Start Drover with LC_ALL=C.UTF-8.");
        }
        ProcessBuilder builder = new ProcessBuilder(program.command());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> !name.matches(HANDED_ON));
        environment.putAll(program.environment());
        try {
            return new LocalProcess(builder.start());
        } catch (IOException e) {
            throw ProcessFailures.notFound(what, reason(e), e);
        }
    }

    /** Java says the program's name and a number first, in a way of its own in each release. */
    private static String reason(IOException e) {
        Matcher said = REASON.matcher(String.valueOf(e.getMessage()));
        return said.find() ? said.group(1) : "the system refuses it";
    }

    /** Nothing is open between two programs. */
    @Override
    public void close() {}
}
