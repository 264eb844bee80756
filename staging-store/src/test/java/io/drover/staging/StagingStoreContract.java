package io.drover.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does. */
abstract class StagingStoreContract {

    private final StagingStore store;

    /** @param store empty, and of this test alone */
    StagingStoreContract(StagingStore store) {
        this.store = store;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_was_written_is_read_byte_for_byte() throws IOException {
        byte[] content = random(300_000);
        write("e1/records", content);
        assertThat(read("e1/records")).isEqualTo(content);
        assertThat(store.get("e1/records")).hasValue(content);
    }

    @Test
    void an_object_of_many_megabytes_is_written_and_read() throws IOException {
        byte[] piece = random(1_000_003);
        try (OutputStream out = store.create("large")) {
            for (int i = 0; i < 21; i++) {
                out.write(piece);
            }
        }
        try (InputStream in = store.open("large")) {
            for (int i = 0; i < 21; i++) {
                assertThat(Arrays.equals(in.readNBytes(piece.length), piece))
                        .as("piece " + i)
                        .isTrue();
            }
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void an_empty_object_is_an_object() throws IOException {
        write("empty", new byte[0]);
        assertThat(read("empty")).isEmpty();
        assertThat(store.list("")).containsExactly("empty");
    }

    @Test
    void an_object_is_invisible_until_its_stream_is_closed() throws IOException {
        try (OutputStream out = store.create("e1/records")) {
            out.write(random(100_000));
            out.flush();
            assertThat(store.list("")).isEmpty();
            assertThat(store.get("e1/records")).isEmpty();
        }
        assertThat(store.list("")).containsExactly("e1/records");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 9_000_000})
    void an_aborted_object_leaves_nothing(int bytes) throws IOException {
        StagingStore.StagedOutput out = store.create("e1/records");
        out.write(random(bytes));
        out.abort();
        out.close();
        assertThat(store.list("")).isEmpty();
        assertThat(store.get("e1/records")).isEmpty();
    }

    @Test
    void writing_again_replaces_whole() throws IOException {
        write("key", random(50_000));
        write("key", "short".getBytes(UTF_8));
        assertThat(read("key")).asString(UTF_8).isEqualTo("short");
    }

    @Test
    void what_is_not_there_is_said_so() throws IOException {
        assertThat(store.get("e1/nothing")).isEmpty();
        assertThatThrownBy(() -> store.open("e1/nothing"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("e1/nothing");
    }

    @Test
    void the_first_of_two_puts_wins() throws IOException {
        assertThat(store.putIfAbsent("e1/manifest", "first".getBytes(UTF_8))).isTrue();
        assertThat(store.putIfAbsent("e1/manifest", "second".getBytes(UTF_8))).isFalse();
        assertThat(store.get("e1/manifest").orElseThrow()).asString(UTF_8).isEqualTo("first");
    }

    @Test
    void keys_are_listed_by_prefix_and_in_order() throws IOException {
        for (String key : List.of("e1/b/2", "e1/b/10", "e1/a", "e10/a", "e1-b", "e2")) {
            assertThat(store.putIfAbsent(key, new byte[] {1})).isTrue();
        }
        assertThat(store.list("e1/")).containsExactly("e1/a", "e1/b/10", "e1/b/2");
        assertThat(store.list("e1/b/1")).containsExactly("e1/b/10");
        assertThat(store.list("e1")).containsExactly("e1-b", "e1/a", "e1/b/10", "e1/b/2", "e10/a");
        assertThat(store.list("")).hasSize(6);
        assertThat(store.list("nobody/")).isEmpty();
    }

    @Test
    void deleting_takes_what_has_the_prefix_and_nothing_else() throws IOException {
        for (String key : List.of("e1/b/2", "e1/b/10", "e1/a", "e10/a", "e2")) {
            write(key, new byte[] {1});
        }
        assertThat(store.held("e1/")).isEqualTo(new StagingStore.Held(3, 3));
        assertThat(store.held("nobody/")).isEqualTo(new StagingStore.Held(0, 0));

        store.deleteAll("e1/");
        assertThat(store.list("")).containsExactly("e10/a", "e2");
        store.deleteAll("e1/");
        write("e1/b/2", new byte[] {2});
        assertThat(read("e1/b/2")).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "../up",
                "a/../../up",
                "a/..",
                "a/./b",
                "a//b",
                "a/",
                ".hidden",
                "a/.hidden",
                "a\\b",
                "a b",
                "ä",
                "a~b",
                "a\u0000b",
                "C:x"
            })
    void a_key_that_could_lead_elsewhere_is_refused(String key) {
        assertThatThrownBy(() -> store.create(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.open(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.get(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.putIfAbsent(key, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "../", "a/../", ".", "a//"})
    void a_prefix_of_no_key_is_refused(String prefix) {
        assertThatThrownBy(() -> store.list(prefix)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.deleteAll(prefix)).isInstanceOf(IllegalArgumentException.class);
    }

    private void write(String key, byte[] content) throws IOException {
        try (OutputStream out = store.create(key)) {
            out.write(content);
        }
    }

    private byte[] read(String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return in.readAllBytes();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
