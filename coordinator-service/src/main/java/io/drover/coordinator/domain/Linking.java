package io.drover.coordinator.domain;

import java.util.List;
import java.util.stream.Stream;

/**
 * How far the ordering of records is that refer to their own kind.
 *
 * @param linked how many TRANSFORM batches handed such on
 * @param link whether they are put in order
 * @param levels those that are not open whole, lowest first
 * @param linkedBatches how many LOAD batches came out of the link batch so far
 */
public record Linking(int linked, Link link, List<Level> levels, int linkedBatches) {

    static final Linking NONE = new Linking(0, Link.NOT_BEGUN, List.of(), 0);

    /** Where the ordering is. */
    public enum Link {
        NOT_BEGUN,
        RUNNING,
        DONE
    }

    public Linking {
        levels = List.copyOf(levels);
    }

    /** One more batch has linked records. */
    Linking more() {
        return new Linking(linked + 1, link, levels, linkedBatches);
    }

    boolean due() {
        return linked > 0 && link == Link.NOT_BEGUN;
    }

    Linking running() {
        return new Linking(linked, Link.RUNNING, List.of(), linkedBatches);
    }

    Linking done(List<Level> found) {
        return new Linking(linked, Link.DONE, found, linkedBatches);
    }

    boolean finished() {
        return levels.isEmpty() && (linked == 0 || link == Link.DONE);
    }

    /** With that many more parts of the lowest level opened. */
    Linking opening(int parts) {
        Level lowest = levels.getFirst().opening(parts);
        List<Level> above = levels.subList(1, levels.size());
        List<Level> left = lowest.isOpened()
                ? above
                : Stream.concat(Stream.of(lowest), above.stream()).toList();
        return new Linking(linked, Link.DONE, left, linkedBatches + parts);
    }
}
