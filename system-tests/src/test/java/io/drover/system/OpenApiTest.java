package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The published description of the REST API is the one that clients can rely on: it changes only with a commit. */
class OpenApiTest {

    @Test
    void the_committed_description_is_what_the_coordinator_offers() throws IOException {
        Path built = Program.file("coordinator-service/target/openapi/openapi.yaml");
        Path committed = Program.file("coordinator-service/openapi.yaml");

        assertThat(Files.readString(built))
                .as(
                        "The API has changed. Look at the difference; if it is wanted: cp %1$s %2$s, and commit it",
                        built, committed)
                .isEqualTo(Files.readString(committed));
    }
}
