package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cli.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads either form of a migration file: Drover's own, or the config.yaml of the ZTOQ tool. */
public final class MigrationFile {

    private static final Set<String> ZTOQ_SECTIONS =
            Set.of("zephyr", "qtest", "database", "performance", "migration", "logging", "network");

    private MigrationFile() {}

    /**
     * @param mapping a mapping file that replaces what the file says about mapping
     * @throws InputException with everything that is wrong, and where
     */
    public static Submission read(Path path, Optional<Path> mapping, Variables variables) {
        YamlFile file = YamlFile.read(path);
        Map<String, Position> positions = new LinkedHashMap<>();
        Optional<JsonNode> mapped = mapping.map(other -> mapping(YamlFile.read(other), positions));
        return isZtoq(file)
                ? new ZtoqConfig(check(file, "ztoq-config", variables), variables, positions).submission(mapped)
                : new DroverFile(check(file, "migration", variables), variables, positions).submission(mapped);
    }

    /** The content of a mapping file; whether it is right is for the server to tell, which knows the systems' fields. */
    static JsonNode mapping(YamlFile file, Map<String, Position> positions) {
        return new YamlJson(file, positions).convert("mapping", file.root());
    }

    private static boolean isZtoq(YamlFile file) {
        return file.root().getValue().stream()
                .anyMatch(entry ->
                        entry.getKeyNode() instanceof ScalarNode key && ZTOQ_SECTIONS.contains(key.getValue()));
    }

    private static Checked check(YamlFile file, String schema, Variables variables) {
        String resource = "/schema/" + schema + ".schema.json";
        try (InputStream in = MigrationFile.class.getResourceAsStream(resource)) {
            Checked checked = SchemaCheck.check(file, Json.MAPPER.readTree(in), variables);
            Placeholders.refuse(checked);
            return checked;
        } catch (IOException e) {
            throw new UncheckedIOException("The schema " + resource + " is not part of this program", e);
        }
    }
}
