package io.drover.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The one user of an embedded broker. Every user of the machine reaches a port of loopback; this one's password stands in a
 * file that its owner alone reads, and crosses the port as SCRAM: whoever listens there while the broker is down learns nothing of it.
 */
record KafkaUser(String password) {

    static final String NAME = "drover";
    static final String MECHANISM = "SCRAM-SHA-256";
    static final String PROTOCOL = "SASL_PLAINTEXT";

    /** The one of a broker, made with its directory. */
    static KafkaUser of(Path directory) throws IOException {
        return new KafkaUser(Passwords.in(OwnFiles.directory(directory).resolve("password")));
    }

    /** What a client is set to, in Kafka's words, beside the broker's address. */
    Map<String, String> client() {
        return Map.of("security.protocol", PROTOCOL, "sasl.mechanism", MECHANISM, "sasl.jaas.config", login());
    }

    /** Lets only this user in at a listener, and makes the broker log in there as that when it asks itself. */
    void guard(Properties settings, String listener) {
        String prefix =
                "listener.name." + listener.toLowerCase(Locale.ROOT) + "." + MECHANISM.toLowerCase(Locale.ROOT) + ".";
        settings.put(prefix + "sasl.jaas.config", login());
        settings.put(prefix + "sasl.server.callback.handler.class", KafkaLogin.class.getName());
    }

    private String login() {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + NAME + "\" password=\""
                + password + "\";";
    }

    @Override
    public String toString() {
        return "KafkaUser[" + NAME + "]";
    }
}
