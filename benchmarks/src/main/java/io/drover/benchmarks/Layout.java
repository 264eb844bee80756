package io.drover.benchmarks;

/** How the six services are spread over processes. */
enum Layout {
    /** All in one: the laptop's way. */
    one,
    /** One process each: the way of a host or a cluster. */
    six,
    /** One coordinator, and three processes of each kind of worker. */
    many;

    int workers() {
        return this == many ? 3 : 1;
    }
}
