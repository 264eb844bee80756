package io.drover.process;

import io.drover.spi.ConnectorException;
import io.drover.spi.Evidence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where programs run. Blocks; several threads may use one. Each run is entered into the record of the attempt: the command before
 * it begins, and how it ended with what was kept of its outputs, all of it without secrets.
 *
 * <p>Failures: before a program began, {@code PROGRAM_NOT_FOUND}, {@code SECRET_IN_ARGUMENTS} and what the kind of host adds; after
 * it, {@code PROGRAM_TIMED_OUT}, {@code CONNECTION_LOST}, {@code INPUT_BROKEN} and {@code INTERRUPTED}, of which the message says
 * whether it is known to have ended.
 */
public abstract sealed class Host implements AutoCloseable permits LocalHost, SshHost {

    private final OutputMasks masks;
    private final Evidence evidence;

    Host(OutputMasks masks, Evidence evidence) {
        this.masks = masks;
        this.evidence = evidence;
    }

    /** Reads what a program writes to its standard output, while it writes it. */
    @FunctionalInterface
    public interface OutputReader {

        /**
         * @param output the bytes as they are, with nothing masked. Its end is proof that the program did its work: where it did not,
         *     reading throws {@code PROGRAM_FAILED} or what else went wrong
         */
        void read(InputStream output) throws IOException;
    }

    /** As in "on lava.example", for messages. */
    abstract String place();

    /** @param what program and host, for messages */
    abstract Started start(Program program, String what);

    @Override
    public abstract void close();

    /** Runs a program and keeps what it writes, up to {@link Program#keep}. What its status means is the caller's to say. */
    public final Ended run(Program program) {
        try {
            return begin(program, Run::keep);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Nothing is read or written here but the program's own.
        }
    }

    /**
     * Runs a program and hands on its standard output as it comes, in constant memory. What the reader leaves is read and counted.
     *
     * @return it did its work
     * @throws IOException from the reader; then the program is ended
     */
    public final Ended run(Program program, OutputReader reader) throws IOException {
        return begin(program, run -> run.stream(reader));
    }

    private Ended begin(Program program, Way way) throws IOException {
        OutputMasks all = masks.and(program.secrets());
        String what = all.of(program.toString()) + " " + place();
        if (program.command().stream().anyMatch(all::tells)) {
            throw ProcessFailures.secretInArguments(all.of(program.command().getFirst()));
        }
        evidence.add("process.begin", entry(program, all));
        Run run;
        try {
            run = new Run(start(program, what), program, all, what);
        } catch (ConnectorException e) {
            record("process.failed", new TreeMap<>(), e);
            throw e;
        }
        Ended ended;
        try {
            ended = way.through(run);
        } catch (ConnectorException | IOException e) {
            record("process.failed", run.detail(), e);
            throw e;
        }
        evidence.add("process.end", ended.detail());
        return ended;
    }

    private Map<String, String> entry(Program program, OutputMasks all) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("program", all.of(program.commandLine()));
        detail.put("place", place());
        detail.put(
                "environment",
                String.join(" ", new TreeSet<>(program.environment().keySet())));
        detail.put("timeout", program.timeout().toString());
        return detail;
    }

    /** A record that cannot be written must not hide why the program failed. */
    private void record(String word, Map<String, String> detail, Exception failure) {
        detail.put(
                "failure",
                failure instanceof ConnectorException known
                        ? known.code()
                        : failure.getClass().getName());
        try {
            evidence.add(word, detail);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    @FunctionalInterface
    private interface Way {
        Ended through(Run run) throws IOException;
    }
}
