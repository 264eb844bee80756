package io.drover.contracts;

/**
 * What an attempt asked of the outside systems.
 *
 * @param requests HTTP requests sent, repeats included
 * @param throttled how many were answered 429
 */
public record Usage(long requests, long throttled) {

    public static final Usage NONE = new Usage(0, 0);
}
