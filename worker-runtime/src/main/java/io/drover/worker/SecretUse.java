package io.drover.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.ConnectionRef;
import io.drover.contracts.SecretBinding;
import io.drover.spi.ConnectorException;
import io.drover.spi.Descriptor;
import io.drover.spi.FailureType;
import java.util.List;
import java.util.stream.Stream;

/** Where a connection sends one of its secrets: to what its settings say now. */
final class SecretUse {

    private SecretUse() {}

    /**
     * By what the connector declares of the secret. Of one that declares nothing, it may go to any address in the settings.
     *
     * @param secret the connector's own name for it
     * @throws ConnectorException {@code BASE_URL_INVALID} when what is to be an address is none
     */
    static SecretBinding of(ConnectionRef ref, Descriptor descriptor, String secret) {
        JsonNode declared = descriptor
                .settingsSchema()
                .path("$defs")
                .path("connection")
                .path("properties")
                .path(secret)
                .path("x-goesTo");
        ObjectNode settings = ref.settings();
        Stream<String> addresses = declared.isArray()
                ? declared.valueStream()
                        .flatMap(name -> texts(settings.at("/" + name.asText().replace('.', '/'))))
                : everyAddress(settings);
        try {
            return SecretBinding.of(
                    ref.connector(), addresses.filter(text -> !text.isBlank()).toList());
        } catch (IllegalArgumentException e) {
            throw new ConnectorException(
                    "BASE_URL_INVALID",
                    FailureType.USER,
                    "An address in the settings of connection " + ref.name() + " is none: " + e.getMessage() + ".");
        }
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
        return node.isTextual() ? Stream.of(node.asText()) : node.valueStream().flatMap(SecretUse::texts);
    }

    private static Stream<String> everyAddress(JsonNode node) {
        return node.isTextual()
                ? Stream.of(node.asText()).filter(text -> text.contains("://"))
                : node.valueStream().flatMap(SecretUse::everyAddress);
    }
}
