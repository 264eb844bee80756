package io.drover.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.settings.Settings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SshSettingsTest {

    record Connectors(
            @Schema(title = "SSH", description = "Where programs run.")
            SshSettings ssh) {}

    @Test
    void they_are_a_part_of_the_settings_of_a_connector() throws Exception {
        Settings<Connectors> declared = Settings.of(Connectors.class);
        ObjectNode given =
                (ObjectNode) new ObjectMapper().readTree("{\"ssh\":{\"host\":\"lava\",\"user\":\"drover\"}}");

        assertThat(declared.read("LAVA", given).ssh())
                .isEqualTo(new SshSettings(
                        "lava", 22, "drover", Optional.empty(), Duration.ofSeconds(10), Duration.ofSeconds(15)));
        assertThat(declared.schema().at("/properties/ssh/required")).hasSize(2);
    }
}
