package io.drover.spi;

/** Who has to act, set where the error is born. It decides about retry; texts of messages never do. */
public enum FailureType {
    /** The user: wrong token, wrong project, bad mapping. Trying again changes nothing. */
    USER,
    /** The outside system: down, overloaded, answering nonsense. Tried again with backoff. */
    EXTERNAL,
    /** This installation: disk full, pool exhausted. Tried again with backoff. */
    RESOURCES,
    /** A bug of ours. Tried once more, then the step fails. */
    INTERNAL
}
