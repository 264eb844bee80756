package io.drover.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.staging.DirectoryStore.Durability;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A limit above what the disk has left stands for a disk that is full; a system test fills one. */
class FullDiskTest {

    private final Path directory;
    private final long free;

    FullDiskTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.free = Files.getFileStore(directory).getUsableSpace();
    }

    @Test
    void with_room_enough_a_batch_may_begin() throws IOException {
        store(1).requireRoom();
        store(0).requireRoom();
    }

    @Test
    void below_the_limit_no_batch_begins_and_the_message_says_where_and_what_to_do() throws IOException {
        StagingStore store = store(2 * free);

        assertThatThrownBy(store::requireRoom)
                .isInstanceOf(StagingFullException.class)
                .hasMessageContaining(directory.toRealPath().toString())
                .hasMessageContaining("are free")
                .hasMessageContaining("drover.staging.min-free")
                .hasMessageContaining("Remove directories of executions");
    }

    @Test
    void what_was_begun_before_may_be_written_below_the_limit() throws IOException {
        try (StagingStore.StagedOutput out = store(2 * free).create("e1/records")) {
            out.write("line".getBytes(UTF_8));
        }

        assertThat(store(0).list("")).containsExactly("e1/records");
    }

    @Test
    void the_last_of_the_room_is_for_manifests_and_records_of_what_was_done() throws IOException {
        StagingStore store = store(8 * free);

        try (StagingStore.StagedOutput out = store.create("e1/records")) {
            assertThatThrownBy(() -> out.write("line".getBytes(UTF_8))).isInstanceOf(StagingFullException.class);
            out.abort();
        }
        assertThat(store.putIfAbsent("e1/manifest", "{}".getBytes(UTF_8))).isTrue();

        assertThat(store.list("")).containsExactly("e1/manifest");
        try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
            assertThat(files).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "Disk quota exceeded"})
    void a_write_that_met_a_full_disk_is_told_from_one_that_met_another_failure(String words) {
        Disk disk = new Disk(directory, 0);
        IOException full = new FileSystemException("f", null, words);
        IOException other = new IOException("Input/output error");

        assertThat(disk.explain(full)).isInstanceOf(StagingFullException.class).hasCause(full);
        assertThat(disk.explain(other)).isSameAs(other);
    }

    @Test
    void a_directory_that_is_gone_is_not_said_to_be_full() throws IOException {
        Path root = Files.createDirectory(directory.resolve("staging"));
        StagingStore store = DirectoryStore.open(root, Durability.DEFAULT, 2 * free);
        Files.delete(root);

        assertThatThrownBy(store::requireRoom).hasMessageContaining("is gone");
    }

    private StagingStore store(long minFree) throws IOException {
        return DirectoryStore.open(directory, Durability.DEFAULT, minFree);
    }
}
