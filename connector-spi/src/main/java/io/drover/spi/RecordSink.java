package io.drover.spi;

/** Takes what a connector reads. Safe to call from several threads. */
public interface RecordSink {

    /**
     * A record that was read, or one of another entity type that came by it: each of those once, too. What came by is moved by the steps
     * of the recipe that are {@code from:} this one; of one that cannot be read, tell a finding with its own entity type and id.
     */
    void record(Record record);

    void finding(Finding finding);
}
