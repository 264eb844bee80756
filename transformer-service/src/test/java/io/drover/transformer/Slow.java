package io.drover.transformer;

import io.drover.contracts.Command;
import io.drover.spi.Finding;
import io.drover.spi.Source;
import io.drover.spi.Target;
import io.drover.staging.Manifest;
import io.drover.worker.Batch;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** A batch on a store that something happens to before each reading. */
record Slow(Batch inner, Before before) implements Batch {

    interface Before {
        void reading() throws IOException, InterruptedException;
    }

    @Override
    public <T> void read(String input, Class<T> type, Consumer<T> each) throws IOException {
        try {
            before.reading();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        inner.read(input, type, each);
    }

    @Override
    public boolean has(String input) {
        return inner.has(input);
    }

    @Override
    public Command command() {
        return inner.command();
    }

    @Override
    public <T> T readOne(String input, Class<T> type) throws IOException {
        return inner.readOne(input, type);
    }

    @Override
    public Manifest.Part part(String input) throws IOException {
        return inner.part(input);
    }

    @Override
    public InputStream open(String input) throws IOException {
        return inner.open(input);
    }

    @Override
    public void write(String part, Object line) {
        inner.write(part, line);
    }

    @Override
    public void end(String part) {
        inner.end(part);
    }

    @Override
    public void finding(Finding finding) {
        inner.finding(finding);
    }

    @Override
    public void total(String word, long count) {
        inner.total(word, count);
    }

    @Override
    public void fact(String word, String value) {
        inner.fact(word, value);
    }

    @Override
    public void checkOwnership() {
        inner.checkOwnership();
    }

    @Override
    public Source source() {
        return inner.source();
    }

    @Override
    public Target target() {
        return inner.target();
    }
}
