package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.Migration;
import io.drover.cli.api.ApiJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The config.yaml of the ZTOQ tool as a migration. What Drover cannot do yet is refused or told, never passed over. */
final class ZtoqConfig {

    private static final Set<String> SECTIONS =
            Set.of("zephyr", "qtest", "database", "performance", "migration", "logging", "network");

    private static final Set<String> ALL_PHASES = Set.of("extract", "transform", "load", "validate");
    private static final int LARGEST_BATCH = 500;
    private static final int MOST_REQUESTS = 256;

    private final Checked file;
    private final KnownConnectors known;
    private final Variables variables;
    private final SecretReader secrets;
    private final Map<String, Position> positions;
    private final List<String> notices = new ArrayList<>();

    ZtoqConfig(Checked file, KnownConnectors known, Variables variables, Map<String, Position> positions) {
        this.file = file;
        this.known = known;
        this.variables = variables;
        this.secrets = new SecretReader(file, variables);
        this.positions = positions;
    }

    /** Whether a file is one. */
    static boolean is(YamlFile file) {
        return file.root().getValue().stream()
                .anyMatch(entry -> entry.getKeyNode() instanceof ScalarNode key && SECTIONS.contains(key.getValue()));
    }

    Submission submission(Optional<JsonNode> mapping) {
        refuseWhatIsNotThereYet();
        String name = (file.text("zephyr.project_key").orElseThrow() + "-to-qtest-"
                        + file.text("qtest.project_id").orElseThrow())
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
        positions.put("source", file.at("zephyr"));
        positions.put("target", file.at("qtest"));
        ConnectionDraft source = source(name);
        ConnectionDraft target = target(name);
        Migration migration = new Migration(
                name,
                "zephyr-scale-to-qtest",
                source.done(),
                target.done(),
                mapping.orElse(null),
                options(),
                null,
                null);
        if (!file.deprecated().isEmpty()) {
            notices.add("Without effect here: " + String.join(", ", file.deprecated())
                    + ". Drover keeps its state in its own database, follows the limits of the systems, and"
                    + " retries automatically.");
        }
        return new Submission(migration, SecretUses.of(migration, secrets.values(), known), notices, positions);
    }

    private ConnectionDraft source(String name) {
        ConnectionDraft source = new ConnectionDraft(file, "source", "zephyr-scale", positions);
        source.setting("baseUrl", "zephyr.base_url");
        source.setting("projectKey", "zephyr.project_key");
        secret(source, "token", "zephyr.api_token", "zephyr_access_token", name + "-source-token");
        return source;
    }

    private ConnectionDraft target(String name) {
        ConnectionDraft target = new ConnectionDraft(file, "target", "qtest", positions);
        target.setting("baseUrl", "qtest.base_url");
        target.setting("projectId", "qtest.project_id");
        boolean byPassword = file.find("qtest.bearer_token").isEmpty()
                && file.find("qtest.username").isPresent()
                && file.find("qtest.password").isPresent();
        if (byPassword) {
            target.setting("username", "qtest.username");
            target.secret("password", secrets.literal("qtest.password", name + "-target-password"), "qtest.password");
        } else {
            secret(target, "token", "qtest.bearer_token", "qtest_bearer_token", name + "-target-token");
        }
        return target;
    }

    /** From the file, or as ZTOQ does, from the environment. */
    private void secret(ConnectionDraft side, String key, String path, String variable, String secretName) {
        if (file.find(path).isPresent()) {
            side.secret(key, secrets.literal(path, secretName), path);
            return;
        }
        String value = variables
                .find(variable)
                .orElseThrow(() -> new InputException(
                        file.at(path.substring(0, path.indexOf('.'))),
                        path + " is missing, and the environment variable " + variable + " is not set."));
        side.secret(key, secrets.given(secretName, value), path);
    }

    private void refuseWhatIsNotThereYet() {
        List<InputError> errors = new ArrayList<>();
        if (file.find("migration.incremental").map(JsonNode::asBoolean).orElse(false)) {
            errors.add(new InputError(
                    file.at("migration.incremental"),
                    "migration.incremental: incremental migration is not available yet. Set it to false: the next"
                            + " run of the same migration moves what is not in the target yet, without"
                            + " duplicates."));
        }
        Set<String> phases = phases();
        if (!phases.isEmpty() && !phases.equals(ALL_PHASES)) {
            errors.add(new InputError(
                    file.at("migration.phases"),
                    "migration.phases: single phases are not available yet. Leave it out, or name all four:"
                            + " extract,transform,load,validate."));
        }
        if (!errors.isEmpty()) {
            throw new InputException(errors);
        }
        if (file.find("migration.include_attachments").map(JsonNode::asBoolean).orElse(false)) {
            notices.add(
                    "Attachments are not moved yet (migration.include_attachments). What is moved: folders, and test"
                            + " cases with their steps, fields, values and calls. Test cycles, executions and comments are"
                            + " not.");
        }
    }

    private Set<String> phases() {
        Set<String> phases = new TreeSet<>();
        file.find("migration.phases").ifPresent(given -> {
            if (given.isTextual()) {
                phases.addAll(
                        List.of(given.asText().toLowerCase(Locale.ROOT).strip().split("[,\\s]+")));
            } else {
                given.forEach(phase ->
                        phases.add(phase.asText().toLowerCase(Locale.ROOT).strip()));
            }
        });
        return phases;
    }

    private Migration.Options options() {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        option(options, "batchSize", "performance.batch_size", LARGEST_BATCH);
        option(options, "concurrency", "performance.max_workers", MOST_REQUESTS);
        return ApiJson.convert(options, Migration.Options.class);
    }

    private void option(ObjectNode options, String name, String path, int most) {
        file.find(path).map(JsonNode::asLong).ifPresent(given -> {
            if (given > most) {
                notices.add(path + " is " + given + "; Drover takes at most " + most + ".");
            }
            options.put(name, Math.min(given, most));
            positions.put("options." + name, file.at(path));
        });
    }
}
