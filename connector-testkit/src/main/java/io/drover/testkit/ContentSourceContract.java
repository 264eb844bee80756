package io.drover.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Content;
import io.drover.spi.EntityType.Can;
import io.drover.spi.OpenedContent;
import io.drover.spi.Record;
import io.drover.spi.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every source keeps whose records have contents. Give it a system with some, each of a few kilobytes. */
public abstract class ContentSourceContract {

    protected abstract Connector connector();

    protected abstract Connection connection();

    /** Of the records that have contents. */
    protected abstract String entityType();

    /** One that the system had and has no more. */
    protected abstract Content gone();

    @Test
    public void it_says_that_it_gives_contents() {
        assertThat(DeclaredTypes.can(connector().descriptor(), entityType())).contains(Can.READ, Can.OPEN);
    }

    @Test
    public void each_content_is_as_long_as_its_record_says() throws IOException {
        List<Content> contents = contents();
        assertThat(contents).isNotEmpty();
        for (Content content : contents) {
            byte[] bytes = bytes(content, 0);
            if (content.size() != null) {
                assertThat(bytes).hasSize(content.size().intValue());
            }
        }
    }

    @Test
    public void it_is_opened_at_any_byte() throws IOException {
        for (Content content : contents()) {
            byte[] whole = bytes(content, 0);
            for (int offset : List.of(1, whole.length / 2, whole.length)) {
                assertThat(bytes(content, offset)).isEqualTo(Arrays.copyOfRange(whole, offset, whole.length));
            }
        }
    }

    @Test
    public void records_that_are_read_again_have_the_same_contents() {
        assertThat(contents()).containsExactlyInAnyOrderElementsOf(contents());
    }

    @Test
    public void one_that_is_gone_is_told_and_fails_nothing() {
        try (Source source = connector().openSource(connection())) {
            assertThat(source.open(gone(), 0)).isInstanceOfSatisfying(OpenedContent.Unavailable.class, why -> {
                assertThat(why.code()).matches("[A-Z][A-Z_]+");
                assertThat(why.advice()).isNotBlank();
            });
        }
    }

    private List<Content> contents() {
        List<Content> contents = new ArrayList<>();
        try (Source source = connector().openSource(connection())) {
            Surveys surveyed = new Surveys();
            source.plan(List.of(entityType()), 100, surveyed);
            CollectedRecords read = new CollectedRecords();
            surveyed.batches().forEach(batch -> source.read(batch, read));
            read.records().stream().map(Record::contents).forEach(contents::addAll);
        }
        return contents;
    }

    /** Each on a connection of its own, as another worker does it. */
    private byte[] bytes(Content content, long offset) throws IOException {
        try (Source source = connector().openSource(connection())) {
            return switch (source.open(content, offset)) {
                case OpenedContent.Unavailable why -> throw new AssertionError(why);
                case OpenedContent.Bytes(InputStream stream) -> {
                    try (stream) {
                        yield stream.readAllBytes();
                    }
                }
            };
        }
    }
}
