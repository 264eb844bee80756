package io.drover.spi;

/** Takes what a connector reads. Safe to call from several threads. */
public interface RecordSink {

    void record(Record record);

    void finding(Finding finding);
}
