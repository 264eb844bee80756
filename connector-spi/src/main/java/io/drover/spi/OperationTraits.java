package io.drover.spi;

/**
 * One thing that a connector can do besides reading and writing records.
 *
 * @param name as recipes name it, for example {@code import}
 * @param destructive whether it takes away what cannot be made again from the outside; runs only behind the guards of docs/guarded-migrations.md
 * @param retry what may follow an attempt that left no result
 */
public record OperationTraits(String name, boolean destructive, Retry retry) {

    /** Decided beforehand, since nobody decides well in the middle of a failure. */
    public enum Retry {
        /** May be done again at any time, by itself. */
        SAFE,
        /** May be done again whole, when a named person has looked and approved. */
        RESUME,
        /** Must never be done again before what was there is restored. */
        RESTORE_ONLY
    }
}
