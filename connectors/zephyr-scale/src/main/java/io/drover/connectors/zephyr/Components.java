package io.drover.connectors.zephyr;

import io.drover.http.Call;
import io.drover.http.Credentials;
import io.drover.http.HttpConnection;
import io.drover.spi.Connection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Names of Jira components. Zephyr Scale gives their ids only; the name comes from the settings, or from Jira's {@code GET
 * /rest/api/3/component/{id}} where a Jira is configured (from memory in docs/contracts/zephyr-scale-and-qtest.md §1.3, so off by default).
 */
final class Components {

    private final Map<String, String> configured;
    private final Optional<HttpConnection> jira;

    private Components(Map<String, String> configured, Optional<HttpConnection> jira) {
        this.configured = configured;
        this.jira = jira;
    }

    static Components of(ZephyrScaleSettings settings, Connection connection) {
        return new Components(
                settings.componentNames(),
                settings.jiraUrl()
                        .map(url -> new HttpConnection(
                                "Jira", url, credentials(settings, connection), settings.http(), connection)));
    }

    void close() {
        jira.ifPresent(HttpConnection::close);
    }

    Optional<String> name(String id) {
        Optional<String> name = Optional.ofNullable(configured.get(id));
        return name.isPresent() ? name : jira.flatMap(http -> ask(http, id));
    }

    private static Optional<String> ask(HttpConnection http, String id) {
        return NameList.in(http.send(Call.get("/rest/api/3/component/" + id)));
    }

    private static Credentials credentials(ZephyrScaleSettings settings, Connection connection) {
        return settings.jiraUser()
                .map(user -> user + ":" + connection.secrets().value(ZephyrScaleSettings.JIRA_TOKEN))
                .map(pair ->
                        Credentials.basic(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))))
                .orElse(Credentials.NONE);
    }
}
