package io.drover.extractor;

import io.drover.contracts.Counts;
import io.drover.spi.BatchSpec;
import io.drover.spi.Finding;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Reads one slice of the source whole: part {@code records}. A record that cannot be read is rejected, with a finding. */
@ApplicationScoped
public class ExtractOperation implements Operation {

    @Override
    public String name() {
        return "extract";
    }

    @Override
    public Counts run(Batch batch) throws IOException {
        Sink sink = new Sink(batch);
        Optional<BatchSpec> next = Optional.of(spec(batch));
        while (next.isPresent()) {
            next = batch.source().read(next.get(), sink);
        }
        long read = sink.records.sum();
        long rejected = sink.rejected.sum();
        return new Counts(read + rejected, read, 0, rejected, 0, 0);
    }

    private static BatchSpec spec(Batch batch) throws IOException {
        List<BatchSpec> specs = new ArrayList<>();
        batch.read("specs", BatchSpec.class, specs::add);
        return specs.get(batch.command().options().path("index").asInt());
    }

    private static final class Sink implements RecordSink {
        private final Batch batch;
        private final LongAdder records = new LongAdder();
        private final LongAdder rejected = new LongAdder();

        private Sink(Batch batch) {
            this.batch = batch;
        }

        @Override
        public void record(Record record) {
            batch.write("records", record);
            records.increment();
        }

        @Override
        public void finding(Finding finding) {
            batch.finding(finding);
            if (finding.severity() == Finding.Severity.ERROR) {
                rejected.increment();
            }
        }
    }
}
