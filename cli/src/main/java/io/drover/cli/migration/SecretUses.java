package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.api.Migration;
import io.drover.api.SecretValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Says for each value of a file what it is for: the connection that names it, at the address that stands there. */
final class SecretUses {

    private SecretUses() {}

    /** @param values by their names on the server, as {@link SecretReader} found them */
    static Map<String, SecretValue> of(Migration migration, Map<String, String> values, KnownConnectors known) {
        Map<String, SecretValue> uses = new HashMap<>();
        for (Migration.Side side : List.of(migration.source(), migration.target())) {
            side.secrets().forEach((key, name) -> {
                String value = values.get(name);
                if (value != null) {
                    uses.put(name, new SecretValue(value, side.connector(), addresses(side, key, known)));
                }
            });
        }
        Migration.Archive archive = migration.archive();
        String password = archive == null ? null : values.get(archive.password());
        if (archive != null && password != null) {
            uses.put(archive.password(), new SecretValue(password, SecretValue.ARCHIVE, List.of()));
        }
        return uses;
    }

    /** By what the connector declares of the secret; without that, each address in the settings. The workers read it the same way. */
    private static List<String> addresses(Migration.Side side, String key, KnownConnectors known) {
        JsonNode declared = known.goesTo(side.connector(), key);
        Stream<String> texts = declared.isArray()
                ? declared.valueStream()
                        .flatMap(name ->
                                texts(side.settings().at("/" + name.asText().replace('.', '/'))))
                : everyAddress(side.settings());
        return texts.filter(text -> !text.isBlank()).distinct().toList();
    }

    private static Stream<String> texts(JsonNode node) {
        if (node.path("host").isTextual()) {
            List<String> hostAndPort = Stream.of("host", "port")
                    .map(node::path)
                    .filter(JsonNode::isValueNode)
                    .map(JsonNode::asText)
                    .toList();
            return Stream.of(String.join(":", hostAndPort));
        }
        return node.isTextual() ? Stream.of(node.asText()) : node.valueStream().flatMap(SecretUses::texts);
    }

    static Stream<String> everyAddress(JsonNode node) {
        return node.isTextual()
                ? Stream.of(node.asText()).filter(text -> text.contains("://"))
                : node.valueStream().flatMap(SecretUses::everyAddress);
    }
}
