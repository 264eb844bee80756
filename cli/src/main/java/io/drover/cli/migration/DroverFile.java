package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.Migration;
import io.drover.api.Migration.Archive;
import io.drover.api.Migration.Options;
import io.drover.api.Migration.Side;
import io.drover.cli.api.ApiJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A migration in Drover's own form. */
final class DroverFile {

    private final Checked file;
    private final SecretReader secrets;
    private final KnownConnectors known;
    private final Map<String, Position> positions;

    DroverFile(Checked file, KnownConnectors known, Variables variables, Map<String, Position> positions) {
        this.file = file;
        this.known = known;
        this.secrets = new SecretReader(file, variables);
        this.positions = positions;
    }

    Submission submission(Optional<JsonNode> mappingOption) {
        String name = file.text("name").orElseGet(() -> nameOf(file.file()));
        positions.put("name", file.at("name"));
        positions.put("recipe", file.at("recipe"));
        positions.put("fourEyes", file.at("fourEyes"));
        Side source = connection(name, "source");
        Side target = connection(name, "target");
        Migration migration = new Migration(
                name,
                file.text("recipe").orElseGet(this::recipe),
                source,
                target,
                mappingOption.or(this::mapping).orElse(null),
                options(),
                archive(name).orElse(null),
                new WindowReader(file, positions).window().orElse(null),
                file.find("fourEyes").map(JsonNode::asBoolean).orElse(null));
        return new Submission(migration, SecretUses.of(migration, secrets.values(), known), List.of(), positions);
    }

    /** The path between the two connectors. A server of an earlier release lists none, and calls its recipe so. */
    private String recipe() {
        String source = file.text("source.connector").orElseThrow();
        String target = file.text("target.connector").orElseThrow();
        List<String> paths = known.paths(source, target);
        if (paths.size() > 1) {
            throw new InputException(
                    file.at(""),
                    "recipe is missing: from " + source + " to " + target + " there are " + String.join(", ", paths)
                            + ".");
        }
        return paths.isEmpty() ? source + "-to-" + target : paths.getFirst();
    }

    private Side connection(String name, String side) {
        positions.put(side, file.at(side));
        positions.put(side + ".connector", file.at(side + ".connector"));
        String connector = file.text(side + ".connector").orElseThrow();
        ConnectionDraft draft = new ConnectionDraft(file, side, connector, positions);
        file.find(side).orElseThrow().propertyStream().map(Map.Entry::getKey).forEach(key -> {
            String path = side + "." + key;
            if (file.find(path).isEmpty()) {
                return;
            }
            if (known.isSecret(connector, key)) {
                draft.secret(key, secrets.reference(path, name + "-" + side + "-" + key), path);
            } else if (key.equals("limits")) {
                draft.limits(path);
            } else if (!key.equals("connector")) {
                draft.setting(key, path);
            }
        });
        return draft.done();
    }

    private Optional<Archive> archive(String migration) {
        String path = "archive.password";
        positions.put("archive", file.at("archive"));
        return file.find(path).map(given -> {
            positions.put(path, file.at(path));
            return new Archive(secrets.reference(path, Submission.archiveSecret(migration)));
        });
    }

    private Optional<JsonNode> mapping() {
        return file.find("mapping").map(mapping -> {
            if (mapping.isTextual()) {
                try {
                    return MigrationFile.mapping(YamlFile.read(file.file().resolve(mapping.asText())), positions);
                } catch (InputException e) {
                    // Where the mapping file is missing, the line that names it is what is to be mended.
                    throw isMissing(e) ? new InputException(file.at("mapping"), "mapping: " + e.getMessage()) : e;
                }
            }
            file.positions().forEach((path, position) -> {
                if (path.startsWith("mapping")) {
                    positions.put(path, position);
                }
            });
            return mapping;
        });
    }

    private static boolean isMissing(InputException e) {
        return e.errors().stream().anyMatch(error -> error.message().equals("There is no such file."));
    }

    private Options options() {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        file.find("options").ifPresent(given -> given.propertyStream().forEach(option -> {
            if (!option.getValue().isNull()) {
                options.set(option.getKey(), option.getValue());
                positions.put("options." + option.getKey(), file.at("options." + option.getKey()));
            }
        }));
        return ApiJson.convert(options, Options.class);
    }

    /** A name out of the file's: {@code Mattermost (old).yaml} is {@code mattermost-old}. */
    private static String nameOf(YamlFile file) {
        String name = file.path()
                .getFileName()
                .toString()
                .replaceFirst("\\.[^.]*$", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return name.isEmpty()
                ? "migration"
                : name.substring(0, Math.min(63, name.length())).replaceAll("-$", "");
    }
}
