package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads either form of a migration file: Drover's own, or the config.yaml of the ZTOQ tool. */
public final class MigrationFile {

    private MigrationFile() {}

    /**
     * @param mapping a mapping file that replaces what the file says about mapping
     * @throws InputException with everything that is wrong, and where
     */
    public static Submission read(Path path, Optional<Path> mapping, KnownConnectors known, Variables variables) {
        YamlFile file = YamlFile.read(path);
        Map<String, Position> positions = new LinkedHashMap<>();
        Optional<JsonNode> mapped = mapping.map(other -> mapping(YamlFile.read(other), positions));
        Checked checked = check(file, known, variables);
        return ZtoqConfig.is(file)
                ? new ZtoqConfig(checked, known, variables, positions).submission(mapped)
                : new DroverFile(checked, known, variables, positions).submission(mapped);
    }

    /**
     * Only looks at the file, and reads no secret: at its form, and at the settings where both connectors are known.
     *
     * @throws InputException with everything that is wrong, and where
     */
    public static void check(Path path, KnownConnectors known, Variables variables) {
        YamlFile file = YamlFile.read(path);
        Checked form = check(file, KnownConnectors.NONE, variables);
        if (Stream.of("source", "target")
                .allMatch(side ->
                        form.text(side + ".connector").filter(known::has).isPresent())) {
            check(file, known, variables);
        }
    }

    /** The content of a mapping file; whether it is right is for the server to tell, which knows the systems' fields. */
    static JsonNode mapping(YamlFile file, Map<String, Position> positions) {
        return new YamlJson(file, positions).convert("mapping", file.root());
    }

    private static Checked check(YamlFile file, KnownConnectors known, Variables variables) {
        JsonNode schema = ZtoqConfig.is(file) ? MigrationSchema.form("ztoq-config") : MigrationSchema.of(known);
        Checked checked = SchemaCheck.check(file, schema, variables);
        Placeholders.refuse(checked);
        return checked;
    }
}
