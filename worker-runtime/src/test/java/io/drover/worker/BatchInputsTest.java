package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Input;
import io.drover.contracts.Phase;
import io.drover.staging.DirectoryStore;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import io.drover.staging.PartWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that are one part, or a family of numbered ones. */
class BatchInputsTest {

    private static final BatchId SURVEY = new BatchId("e", "survey", Phase.EXTRACT, 0);

    private final Path directory;
    private final DirectoryStore store;

    BatchInputsTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.store = DirectoryStore.open(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_line_of_numbered_parts_is_found_by_its_place_in_all_of_them() throws IOException {
        commit(part("specs-x-0001", "c", "d"), part("specs-x-0000", "a", "b"), part("specs-x-0002", "e"));
        BatchInputs inputs = inputs("specs-x-*");

        assertThat(inputs.line("specs", 0, String.class)).contains("a");
        assertThat(inputs.line("specs", 3, String.class)).contains("d");
        assertThat(inputs.line("specs", 4, String.class)).contains("e");
        assertThat(inputs.line("specs", 5, String.class)).isEmpty();
    }

    @Test
    void only_the_part_that_has_the_line_is_opened() throws IOException {
        commit(part("specs-x-0000", "a", "b"), part("specs-x-0001", "c", "d"));
        Files.delete(directory.resolve("specs-x-0000"));

        assertThat(inputs("specs-x-*").line("specs", 2, String.class)).contains("c");
    }

    @Test
    void numbered_parts_are_read_one_after_another_by_their_numbers() throws IOException {
        commit(part("specs-x-10000", "c"), part("specs-x-9999", "b"), part("specs-x-0001", "a"), part("specs-xy-0001"));

        List<String> lines = new ArrayList<>();
        inputs("specs-x-*").read("specs", String.class, lines::add);

        assertThat(lines).containsExactly("a", "b", "c");
    }

    @Test
    void what_the_last_release_staged_as_one_part_is_read_as_before() throws IOException {
        commit(part("specs-x", "a", "b", "c"));

        assertThat(inputs("specs-x").line("specs", 1, String.class)).contains("b");
        assertThat(inputs("specs-x").line("specs", 3, String.class)).isEmpty();
    }

    private BatchInputs inputs(String part) {
        Command command = new Command(
                Command.VERSION,
                new BatchId("e", "cases", Phase.EXTRACT, 0),
                "route",
                1,
                "extract",
                null,
                null,
                null,
                Map.of("specs", new Input(SURVEY.manifestKey(), part)),
                JsonNodeFactory.instance.objectNode(),
                Instant.EPOCH);
        return new BatchInputs(command, store, () -> {
            throw new AssertionError("nothing is sealed");
        });
    }

    private void commit(Manifest.Part... parts) throws IOException {
        Manifests.commit(store, SURVEY.manifestKey(), new Manifest(SURVEY.toString(), 1, "w", List.of(parts)));
    }

    private Manifest.Part part(String name, String... lines) throws IOException {
        PartWriter writer = PartWriter.create(store, name, name);
        for (String line : lines) {
            writer.write(line);
        }
        return writer.close();
    }
}
