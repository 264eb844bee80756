package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.contracts.Counts;
import io.drover.spi.Finding;
import io.drover.spi.Source;
import io.drover.spi.Target;
import io.drover.staging.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One attempt at one batch, as an {@link Operation} sees it: what to read, where to write, whom to talk to. */
public interface Batch {

    Command command();

    /**
     * Reads an input, line after line.
     *
     * @param input name in {@link Command#inputs()}
     * @param type what a line is, through Jackson
     */
    <T> void read(String input, Class<T> type, Consumer<T> each) throws IOException;

    /**
     * Reads one line of an input. Of an input that is cut into numbered parts, only the part that has the line is opened.
     *
     * @param index from 0
     * @return empty when there are fewer lines
     */
    default <T> Optional<T> readLine(String input, long index, Class<T> type) throws IOException {
        AtomicLong at = new AtomicLong();
        AtomicReference<@Nullable T> found = new AtomicReference<>();
        read(input, type, line -> {
            if (at.getAndIncrement() == index) {
                found.set(line);
            }
        });
        return Optional.ofNullable(found.get());
    }

    /** Reads an input of exactly one line. */
    <T> T readOne(String input, Class<T> type) throws IOException;

    /** Whether the command names this input. */
    boolean has(String input);

    /**
     * What the input's manifest says of it.
     *
     * @throws IllegalArgumentException when the command does not name this input, or its manifest has no such part
     */
    Manifest.Part part(String input) throws IOException;

    /**
     * Opens an input byte for byte: a file, or the lines of a part.
     *
     * @throws IOException from any read, the one that meets the end included, when it is not what its manifest says
     * @throws IllegalArgumentException as {@link #part}
     */
    InputStream open(String input) throws IOException;

    /** Adds a line to a part of the batch's manifest; the part begins with its first line. Safe from several threads. */
    void write(String part, Object line);

    /** No line follows in this part: what it holds in memory is given back, and others do not press it out. */
    void end(String part);

    /** Adds a finding to the part {@code findings} and counts it. Safe from several threads. */
    void finding(Finding finding);

    /**
     * Tells the coordinator a number that it plans with, for example how many test cases a survey saw.
     *
     * @param word for example {@code testcase}
     */
    void total(String word, long count);

    /** Tells the coordinator a word to decide by, for example {@code sha256}; at most 200 characters, and without the values of secrets. */
    void fact(String word, String value);

    /** What a system said, without the values of the secrets that it was sent; findings, facts and failures lose them by themselves. */
    default String withoutSecrets(String said) {
        return said;
    }

    /** Under which the batch is done. */
    default Claims.Claim claim() {
        throw new IllegalStateException("batch " + command().batch() + " is not claimed");
    }

    /**
     * What counts when the batch is given up before it is done.
     *
     * @param counts asked once, after the operation ended
     */
    default void soFar(Supplier<Counts> counts) {}

    /**
     * Asks, before something is replaced that other attempts replace too, whether this one still owns the batch.
     *
     * @throws io.drover.spi.ConnectorException {@code STALE_ATTEMPT}
     */
    void checkOwnership();

    /** The source connection of the command, open; closed after the batch. */
    Source source();

    /** The target connection of the command, open; closed after the batch. */
    Target target();
}
