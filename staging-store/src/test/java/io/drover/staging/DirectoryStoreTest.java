package io.drover.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.staging.DirectoryStore.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest extends StagingStoreContract {

    private final Path directory;

    DirectoryStoreTest(@TempDir Path directory) throws IOException {
        super(DirectoryStore.open(directory.resolve("made/when/missing"), new Durability(true, true)));
        this.directory = directory.resolve("made/when/missing");
    }

    @Test
    void what_a_killed_writer_left_is_not_listed_and_goes_with_its_prefix() throws IOException {
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            store.create("e1/step/records").write(1); // and then the process is gone
            store.create("e10/records").write(1);
            assertThat(store.list("")).isEmpty();
            assertThat(files()).hasSize(2);

            store.deleteAll("e1/");

            assertThat(files()).singleElement().asString().contains("/e10/");
        }
        assertThat(directory.resolve("e1")).doesNotExist();
    }

    @Test
    void what_a_link_leads_to_is_neither_listed_nor_deleted() throws IOException {
        Path outside = Files.createDirectories(directory.resolveSibling("outside"));
        Path key = Files.writeString(outside.resolve("secret.key"), "the key");
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            store.create("e1/own").close();
            Files.createSymbolicLink(directory.resolve("e1/linked"), outside);

            assertThat(store.list("e1/")).doesNotContain("e1/linked/secret.key");
            store.deleteAll("e1/");
        }
        assertThat(key).hasContent("the key");
        assertThat(directory.resolve("e1")).doesNotExist();
    }

    /** Not in the contract: S3 promises it too, but S3Mock, which the tests have, looks first and then writes. */
    @Test
    void of_many_puts_at_once_one_wins_and_all_see_it() throws Exception {
        int writers = 8;
        DirectoryStore store = DirectoryStore.open(directory);
        CyclicBarrier together = new CyclicBarrier(writers);
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (int round = 0; round < 5; round++) {
                String key = "race-" + round + "/manifest";
                List<Callable<Boolean>> puts = new ArrayList<>();
                for (int i = 0; i < writers; i++) {
                    byte[] content = ("writer " + i).getBytes(UTF_8);
                    puts.add(() -> {
                        together.await();
                        boolean won = store.putIfAbsent(key, content);
                        byte[] held = store.get(key).orElseThrow();
                        assertThat(Arrays.equals(held, content)).isEqualTo(won);
                        return won;
                    });
                }
                int won = 0;
                for (Future<Boolean> put : threads.invokeAll(puts)) {
                    won += put.get() ? 1 : 0;
                }
                assertThat(won).as("winners of " + key).isEqualTo(1);
            }
        }
    }

    @Test
    void no_hidden_file_stays_behind() throws IOException {
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            store.create("a/1").close();
            store.create("a/2").abort();
            store.putIfAbsent("a/3", new byte[] {3});
            store.putIfAbsent("a/3", new byte[] {4});
        }
        assertThat(files()).extracting(p -> p.getFileName().toString()).containsExactlyInAnyOrder("1", "3");
    }

    private Iterable<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
