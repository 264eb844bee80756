package com.example.csv;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.spi.BatchSpec;
import io.drover.spi.SurveySink;

/** Cuts what is listed into batches. */
final class Slices {

    private final String kind;
    private final int batchSize;
    private final SurveySink sink;
    private long begin;
    private long count;

    Slices(String kind, int batchSize, SurveySink sink) {
        this.kind = kind;
        this.batchSize = batchSize;
        this.sink = sink;
    }

    /** @param id empty when it has none: it is counted, and told of when it is read */
    void listed(String id) {
        if (!id.isEmpty()) {
            sink.listed(kind, id);
        }
        count++;
        if (count - begin == batchSize) {
            end();
        }
    }

    long count() {
        return count;
    }

    void end() {
        if (count > begin) {
            int size = (int) (count - begin);
            sink.batch(new BatchSpec(
                    kind, JsonNodeFactory.instance.objectNode().put("from", begin).put("size", size), size));
            begin = count;
        }
    }
}
