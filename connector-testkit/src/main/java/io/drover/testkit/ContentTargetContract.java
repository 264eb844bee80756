package io.drover.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.ConnectorException;
import io.drover.spi.Content;
import io.drover.spi.ContentToLoad;
import io.drover.spi.EntityType.Can;
import io.drover.spi.LoadItem;
import io.drover.spi.Located;
import io.drover.spi.OpenedContent;
import io.drover.spi.Record;
import io.drover.spi.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every target keeps that takes contents with records of an entity type. */
public abstract class ContentTargetContract {

    private static final byte[] SOME = "some bytes".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHERS = "others, and more of them".getBytes(StandardCharsets.UTF_8);

    protected abstract Connector connector();

    protected abstract Connection connection();

    /** A new record that the target takes. */
    protected abstract Record record(String originId);

    @Test
    public void it_says_that_it_takes_contents() {
        assertThat(DeclaredTypes.can(connector().descriptor(), record("CA-1").entityType()))
                .contains(Can.CREATE, Can.UPDATE, Can.ATTACH);
    }

    @Test
    public void what_is_attached_is_told_with_its_record_and_is_the_same_bytes() throws IOException {
        Loads loads = load("CB-1", null, GivenContent.of("a", SOME), GivenContent.of("b", OTHERS));

        assertThat(loads.attached()).containsExactlyInAnyOrder("CB-1 a", "CB-1 b");
        List<Content> there = fetch(loads);
        assertThat(there).extracting(Content::id).containsExactlyInAnyOrder("a", "b");
        assertSame(content(there, "a"), SOME);
        assertSame(content(there, "b"), OTHERS);
    }

    @Test
    public void one_that_comes_later_stands_beside_those_that_are_there() {
        Loads loads = load("CC-1", null, GivenContent.of("a", SOME));
        load("CC-1", loads.loaded().getFirst().targetId(), GivenContent.of("b", OTHERS));

        assertThat(fetch(loads)).extracting(Content::id).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    public void one_that_takes_the_place_of_another_is_there_once() throws IOException {
        Loads loads = load("CD-1", null, GivenContent.of("a", SOME));
        Content before = content(fetch(loads), "a");
        load(
                "CD-1",
                loads.loaded().getFirst().targetId(),
                GivenContent.of("a", OTHERS).replacing(before));

        assertThat(fetch(loads)).extracting(Content::id).containsExactly("a");
        assertSame(content(fetch(loads), "a"), OTHERS);
    }

    @Test
    public void of_one_that_the_source_does_not_give_whole_nothing_is_left_and_the_record_is_loaded() {
        Loads loads = load(
                "CE-1", null, GivenContent.gone("a"), GivenContent.lostAfter("b", SOME), GivenContent.of("c", SOME));

        assertThat(loads.loaded()).hasSize(1);
        assertThat(loads.attached()).containsExactly("CE-1 c");
        assertThat(fetch(loads)).extracting(Content::id).containsExactly("c");
    }

    @Test
    public void an_attempt_that_lost_its_batch_attaches_nothing() {
        Loads loads = load("CF-1", null);
        LoadItem item = item("CF-1", loads.loaded().getFirst().targetId(), GivenContent.of("a", SOME));
        try (Target target = connector().openTarget(connection())) {
            assertThatThrownBy(() -> target.load(List.of(item), Loads.owningFor(0)))
                    .isInstanceOfSatisfying(
                            ConnectorException.class, e -> assertThat(e.code()).isEqualTo("STALE_ATTEMPT"));
        }
        assertThat(fetch(loads)).isEmpty();
    }

    private Loads load(String originId, @Nullable String targetId, ContentToLoad... contents) {
        Loads loads = Loads.owning();
        try (Target target = connector().openTarget(connection())) {
            target.load(List.of(item(originId, targetId, contents)), loads);
        }
        return loads;
    }

    private LoadItem item(String originId, @Nullable String targetId, ContentToLoad... contents) {
        Record plain = record(originId);
        List<Content> all = Stream.of(contents).map(ContentToLoad::content).toList();
        return new LoadItem(new Record(plain.entityType(), originId, plain.body(), all), targetId, List.of(contents));
    }

    private List<Content> fetch(Loads loads) {
        CollectedRecords found = new CollectedRecords();
        List<Located> located = loads.loaded();
        try (Target target = connector().openTarget(connection())) {
            target.fetch(record("CG-1").entityType(), located, found);
        }
        assertThat(found.records()).hasSize(1);
        return found.records().getFirst().contents();
    }

    private static Content content(List<Content> contents, String id) {
        return contents.stream()
                .filter(content -> content.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** By whatever the target tells: length, hash, bytes. */
    private void assertSame(Content there, byte[] bytes) throws IOException {
        assertThat(there.size()).isIn(null, (long) bytes.length);
        try (Target target = connector().openTarget(connection())) {
            if (target.open(there, 0) instanceof OpenedContent.Bytes(InputStream stream)) {
                try (stream) {
                    assertThat(stream.readAllBytes()).isEqualTo(bytes);
                }
            }
        }
    }
}
