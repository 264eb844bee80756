package io.drover.connectors.zephyr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.http.HttpSettings;
import io.drover.testkit.SettingsTable;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsReadmeTest {

    @Test
    void the_readme_has_the_settings_as_they_are() throws IOException {
        SettingsTable.check(Path.of("README.md"), new ZephyrScaleConnector().descriptor());
    }

    @Test
    void the_http_client_does_by_itself_what_the_schema_says_of_it() {
        ZephyrScaleSettings settings = ZephyrScaleSettings.DECLARED.read(
                "Zephyr Scale",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("baseUrl", "https://a.example/v2")
                        .put("projectKey", "MM"));

        assertThat(settings.http()).isEqualTo(HttpSettings.DEFAULT);
    }
}
