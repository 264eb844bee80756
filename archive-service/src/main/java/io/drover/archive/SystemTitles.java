package io.drover.archive;

/** What systems are called. */
@FunctionalInterface
interface SystemTitles {
    /** For people to read; the connector's id where nobody here knows it. */
    String of(String connector);
}
