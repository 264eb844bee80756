package io.drover.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.StepKind;
import io.drover.coordinator.persistence.DocumentJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** States as earlier releases wrote them, whatever their steps are in this one. */
class WrittenStatesTest {

    private static final Path STATES = Path.of("src/test/resources/states");

    /** Each has a plan in its first line, and then states of executions of it. */
    static Stream<String> files() throws Exception {
        try (Stream<Path> files = Files.list(STATES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    static Stream<String> histories() {
        return Histories.names().stream().filter(name -> name.startsWith("changes/"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_state_is_written_as_it_was_read(String file) throws Exception {
        List<String> lines = Files.readAllLines(STATES.resolve(file));
        Plan plan = DocumentJson.read(lines.getFirst(), Plan.class);

        assertThat(lines.subList(1, lines.size()))
                .isNotEmpty()
                .allSatisfy(text -> assertThatItIsWrittenAsItWasRead(StateDocument.read(text), plan));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void every_state_of_a_recorded_history_is_written_as_it_was_read(String name) {
        List<JournalEntry> entries = Histories.entries(name);
        Plan plan = DocumentJson.read(Replay.began(entries.getFirst()).plan(), Plan.class);
        @Nullable StateDocument before = null;
        for (JournalEntry entry : entries) {
            StateDocument after = Objects.requireNonNull(entry.followed()).after(before);
            assertThatItIsWrittenAsItWasRead(after, plan);
            before = after;
        }
    }

    private static void assertThatItIsWrittenAsItWasRead(StateDocument document, Plan plan) {
        assertThat(StateDocument.of(document.state(plan)).text())
                .isEqualTo(withoutWhatNobodyReads(document, plan).text());
    }

    /** The pace of a system was once each execution's; and the one batch of an action was counted as if it read records. */
    private static StateDocument withoutWhatNobodyReads(StateDocument document, Plan plan) {
        ObjectNode tree = document.tree().deepCopy();
        tree.remove(List.of("sourcePace", "targetPace"));
        for (JsonNode step : tree.path("steps")) {
            if (plan.step(step.path("id").asText()).kind() != StepKind.RECORDS) {
                ((ObjectNode) step).put("opened", 0);
            }
        }
        return new StateDocument(tree);
    }
}
