package io.drover.cli.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What release 0.1 said of a setting in a file, when it went by a schema of the CLI and by another of the connector. */
class VerdictsTest {

    private static final String ZEPHYR = """
            source: {connector: zephyr-scale, token: "secret:s", projectKey: MM, baseUrl: "https://a.example", #}
            target: {connector: qtest, token: "secret:s", projectId: 7, baseUrl: "https://a.example"}
            """;
    private static final String QTEST = """
            source: {connector: zephyr-scale, token: "secret:s", projectKey: MM, baseUrl: "https://a.example"}
            target: {connector: qtest, token: "secret:s", projectId: 7, baseUrl: "https://a.example", #}
            """;
    private static final String AGOLA = """
            source: {connector: agola, runservice: "http://a", configstore: "http://b", #}
            target: {connector: agola, runservice: "http://c", configstore: "http://d"}
            """;

    private final Path folder;

    VerdictsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/verdicts.psv", delimiter = '|', quoteCharacter = '`')
    void a_setting_is_accepted_or_refused_as_before(String connector, String setting, String value, String verdict)
            throws IOException {
        String file =
                switch (connector) {
                    case "zephyr-scale" -> ZEPHYR;
                    case "qtest" -> QTEST;
                    default -> AGOLA;
                };
        String given = file.replaceFirst("(\\{[^}]*) " + setting + ": [^,}]*,([^}]*#})", "$1$2")
                .replace("#", setting + ": " + value);

        assertThat(verdict(given)).as(given).isEqualTo(verdict);
    }

    private String verdict(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("m.yaml"), content);
        try {
            MigrationFile.read(file, Optional.empty(), Shipped.known(), new Variables(Map.of()));
            return "accepted";
        } catch (InputException e) {
            return "refused";
        }
    }
}
