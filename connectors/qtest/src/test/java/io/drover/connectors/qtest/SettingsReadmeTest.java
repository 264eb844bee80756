package io.drover.connectors.qtest;

import io.drover.testkit.SettingsTable;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsReadmeTest {

    @Test
    void the_readme_has_the_settings_as_they_are() throws IOException {
        SettingsTable.check(Path.of("README.md"), new QTestConnector().descriptor());
    }
}
