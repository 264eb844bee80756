package io.drover.connectors.qtest;

import org.jspecify.annotations.Nullable;

/**
 * How qTest keeps where a record came from: its origin and, where there is one, the short word for its source, as in
 * {@code MM-T1 @5f0c1a2b}. Two sources may give one key to records that have nothing to do with each other.
 *
 * @param source null where records are written without, as earlier releases did
 */
record OriginMark(@Nullable String source) {

    private static final String BEFORE = " @";

    /** What is written. */
    String written(String origin) {
        return source == null || origin.isEmpty() ? origin : origin + BEFORE + source;
    }

    /** What was written, without the word for the own source; another's stays, so that its origin is no origin of ours. */
    String read(String written) {
        return isOwn(written) ? written.substring(0, written.length() - BEFORE.length() - length()) : written;
    }

    /** The origin of a record of the own source; null of any other. */
    @Nullable
    String own(String written) {
        return source == null || isOwn(written) ? read(written) : null;
    }

    private boolean isOwn(String written) {
        return source != null && written.endsWith(BEFORE + source);
    }

    /** Whether records that say no source may be ours as well: those of earlier releases. */
    boolean looksForUnmarked() {
        return source != null;
    }

    private int length() {
        return source == null ? 0 : source.length();
    }
}
