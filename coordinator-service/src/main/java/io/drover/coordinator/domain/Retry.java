package io.drover.coordinator.domain;

/** What may follow an attempt that failed or left no result; decided beforehand, in the recipe. */
public enum Retry {
    /** May be done again at any time, by itself, as long as the point of no return is ahead. */
    SAFE,
    /** May be done again whole, when a named person has looked and approved. */
    RESUME,
    /** Must never be done again before what was there is restored. */
    RESTORE_ONLY
}
