package io.drover.sandbox.http;

/** One look-alike: its routes under a prefix, its way to say who may ask and that something went wrong. */
public interface Api {

    /** Where it lives, such as {@code /zephyr}. */
    String prefix();

    Routes routes();

    /** Answers everything that has no route. */
    Endpoint unknown();

    /** Throws {@link Refusal} when the caller may not ask. */
    void authorize(Call call, Endpoint endpoint);

    /** An error in this system's own shape. */
    Answer error(int status, String message);

    /** Whether latency, rate limits and faults apply. */
    default boolean faulty() {
        return true;
    }
}
