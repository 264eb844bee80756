package io.drover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who reads a class' name knows which class it is. */
class ClassNamesTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "standalone"))
            .toAbsolutePath()
            .resolveSibling("");

    /** Each with the reason for which it may stand twice. */
    private static final Set<String> EXCEPTIONS = Set.of(
            "package-info.java",
            // What a connector says of a record, and the same as the REST API says it.
            "Finding.java");

    @Test
    void no_class_of_the_product_has_the_name_of_another() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            Map<String, List<String>> byName = files.map(
                            file -> ROOT.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".java") && file.contains("src/main/java/"))
                    .filter(file -> !file.contains("/target/"))
                    .collect(Collectors.groupingBy(file -> file.substring(file.lastIndexOf('/') + 1)));

            byName.values().removeIf(same -> same.size() == 1);

            assertThat(byName).as("one of them needs a name of its own").containsOnlyKeys(EXCEPTIONS);
        }
    }
}
