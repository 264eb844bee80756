package io.drover.benchmarks;

/** How the six services are spread over processes. */
enum Layout {
    /** All in one: the laptop's way. */
    one,
    /** One process each: the way of a host or a cluster. */
    six
}
