package io.drover.extractor;

/**
 * A record that the source lists more than once: a new version of it, or pages that overlap.
 *
 * @param batch number of the batch that has it last, from 0: what is listed last is the newest
 */
record ListedTwice(String id, int batch) {}
