package io.drover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A connector or a path is added without a change of anything that serves all of them. So no name of one stands there, and no
 * entity type's, but in comments.
 */
class GenericSourcesTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "standalone"))
            .toAbsolutePath()
            .resolveSibling("");

    private static final List<String> GENERIC = List.of(
            "archive-service",
            "cli",
            "connector-http",
            "connector-process",
            "connector-spi",
            "connector-testkit",
            "contracts",
            "coordinator-service",
            "extractor-service",
            "installation",
            "loader-service",
            "mapping",
            "staging-store",
            "telemetry",
            "transformer-service",
            "validator-service",
            "worker-runtime");

    private static final Pattern NAME = Pattern.compile(
            "zephyr|qtest|agola|\"folders?\"|\"test-?cases?\"|\\btest_?cases?\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern COMMENT = Pattern.compile("(?s:/\\*.*?\\*/)|(?<!:)//.*$|^ *#.*$", Pattern.MULTILINE);

    /** Each with the reason for which it may. */
    private static final Set<String> EXCEPTIONS = Set.of(
            // Commands of earlier releases name no recipe, and mean this one.
            "worker-runtime/src/main/java/io/drover/worker/Paths.java",
            // The configuration of another tool, ZTOQ, which goes from Zephyr to qTest only.
            "cli/src/main/java/io/drover/cli/migration/ZtoqConfig.java",
            "cli/src/main/resources/schema/ztoq-config.schema.json");

    @Test
    void no_name_of_a_system_and_no_entity_type_stands_in_what_serves_all() {
        Set<String> found = new TreeSet<>();
        for (String module : GENERIC) {
            for (Path file : files(ROOT.resolve(module).resolve("src/main"))) {
                if (NAME.matcher(COMMENT.matcher(read(file)).replaceAll("")).find()) {
                    found.add(ROOT.relativize(file).toString().replace('\\', '/'));
                }
            }
        }

        assertThat(found)
                .as(
                        "a name of one system or entity type; say it in its connector or path, and announce what others need")
                .isEqualTo(EXCEPTIONS);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(java|json|yaml|properties|html|sql)"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
