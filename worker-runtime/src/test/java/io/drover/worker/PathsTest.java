package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Phase;
import io.drover.mapping.Path;
import io.drover.mapping.PathDescriptor;
import io.drover.spi.ConnectorException;
import io.drover.staging.StagedJson;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PathsTest {

    private static Path path(String id, String... recipes) {
        PathDescriptor descriptor = new PathDescriptor(
                id,
                "Title",
                "old",
                "new",
                List.of(),
                Arrays.stream(recipes).collect(Collectors.toMap(Function.identity(), name -> "name: " + name)),
                Map.of("CODE", "What it means."));
        return () -> descriptor;
    }

    private static Command of(@Nullable String recipe) {
        return new Command(
                Command.VERSION,
                new BatchId("e1", "things", Phase.TRANSFORM, 0),
                "r1",
                1,
                "transform",
                "thing",
                null,
                null,
                Map.of(),
                StagedJson.mapper().createObjectNode(),
                Instant.EPOCH,
                null,
                null,
                recipe,
                0);
    }

    @Test
    void a_path_is_found_by_each_of_its_recipes_and_an_old_command_by_what_it_meant() {
        Path first = path("a-to-b", "a-to-b", "a-to-b-check");
        Path former = path("zephyr-scale-to-qtest", "zephyr-scale-to-qtest");
        Paths paths = new Paths(List.of(former, first));

        assertThat(paths.find(of("a-to-b-check"))).containsSame(first);
        assertThat(paths.find(of(null))).containsSame(former);
        assertThat(paths.find(of("connection-check"))).isEmpty();
    }

    @Test
    void of_two_paths_with_one_recipe_the_first_by_id_has_it_as_in_the_coordinator() {
        Path first = path("a", "a-b");
        Path second = path("a-b", "a-b");

        assertThat(new Paths(List.of(second, first)).find(of("a-b"))).containsSame(first);
    }

    @Test
    void records_of_a_path_that_maps_none_are_a_failure_that_names_what_there_is() {
        Paths paths = new Paths(List.of(path("a-to-b", "a-to-b")));

        assertThatThrownBy(() -> paths.records(of("a-to-b")))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("PATH_UNKNOWN"))
                .hasMessageContaining("it has paths for [a-to-b]");
    }

    @Test
    void what_is_announced_has_the_recipes_and_not_the_words_of_the_report() {
        assertThat(StagedJson.mapper().valueToTree(path("a", "a").descriptor()).toString())
                .contains("\"recipes\":{\"a\":\"name: a\"}")
                .doesNotContain("What it means.");
    }
}
