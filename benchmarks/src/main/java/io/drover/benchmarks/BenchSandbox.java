package io.drover.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.Migration;
import io.drover.api.SecretValue;
import io.drover.cli.api.DroverClient;
import io.drover.installation.Awaiting;
import io.drover.installation.LookAlikes;
import io.drover.installation.StartException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The running sandbox: how it is reached, and what it counted. */
final class BenchSandbox {

    /** They open the benchmark's sandbox and nothing else. Zephyr Scale's tokens are JWTs. */
    private static final String ZEPHYR_TOKEN = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJiZW5jaCJ9.YmVuY2g";

    private static final String QTEST_TOKEN = "00000000-0000-4000-8000-0000000be7c4";

    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration TIME_TO_BE_QUIET = Duration.ofSeconds(60);

    private final JsonHttp http = new JsonHttp();
    private final int port;

    BenchSandbox(LookAlikes running) {
        this.port = running.addresses().values().iterator().next().getPort();
    }

    /**
     * What it counted since it was started or reset.
     *
     * @param zephyr requests to the source
     * @param qtest requests to the target
     * @param refused answers 429 of both
     * @param testCases in the target now
     * @param modules in the target now
     * @param duplicates test cases of the target with an origin that another one has
     */
    record Counts(long zephyr, long qtest, long refused, long testCases, long modules, long duplicates) {}

    /** The arguments that make it take these tokens. */
    static List<String> tokens() {
        return List.of("--zephyr-token", ZEPHYR_TOKEN, "--qtest-token", QTEST_TOKEN);
    }

    /** Gives Drover the tokens under the names that the connections use, for both names of this machine. */
    void putSecrets(DroverClient client) {
        List<String> addresses = List.of(base("localhost"), base("127.0.0.1"));
        client.putSecret(
                "bench-zephyr", new SecretValue(ZEPHYR_TOKEN, "zephyr-scale", addresses), DroverClient.InUse.REPLACED);
        client.putSecret("bench-qtest", new SecretValue(QTEST_TOKEN, "qtest", addresses), DroverClient.InUse.REPLACED);
    }

    /**
     * The made-up project. Its components are named here: Zephyr gives ids only, and every case would have a finding.
     *
     * @param host a name of this machine
     * @param project from 0
     */
    Migration.Side source(String host, int project, boolean lookFor) {
        ArrayNode asked = JsonNodeFactory.instance.arrayNode();
        if (lookFor) {
            asked.add("attachments").add("versions");
        }
        JsonNode components = JsonNodeFactory.instance
                .objectNode()
                .put("10001", "Billing")
                .put("10002", "Zugang")
                .put("10003", "検索");
        ObjectNode settings = JsonNodeFactory.instance
                .objectNode()
                .put("baseUrl", base(host) + "/zephyr/v2")
                .put("projectKey", project == 0 ? "GEN" : "GEN" + project);
        settings.set("lookFor", asked);
        settings.set("componentNames", components);
        return new Migration.Side("zephyr-scale", settings, Map.of("token", "bench-zephyr"));
    }

    Migration.Side target(String host) {
        ObjectNode settings = JsonNodeFactory.instance
                .objectNode()
                .put("baseUrl", base(host) + "/qtest")
                .put("projectId", "1");
        return new Migration.Side("qtest", settings, Map.of("token", "bench-qtest"));
    }

    Counts counts() {
        JsonNode stats = http.get(admin("stats"));
        long zephyr = 0;
        long qtest = 0;
        for (Map.Entry<String, JsonNode> endpoint : stats.path("requests").properties()) {
            long requests = endpoint.getValue().asLong();
            zephyr += endpoint.getKey().startsWith("zephyr ") ? requests : 0;
            qtest += endpoint.getKey().startsWith("qtest ") ? requests : 0;
        }
        JsonNode target = stats.path("qtest");
        return new Counts(
                zephyr,
                qtest,
                stats.path("answers").path("429").asLong(),
                target.path("testCases").asLong(),
                target.path("modules").asLong(),
                target.path("duplicates").asLong());
    }

    /** An empty target and counters at zero, once nobody asks any more: a stopped execution's last batches may still run. */
    void reset() {
        boolean quiet = Awaiting.until(TIME_TO_BE_QUIET, () -> {
            Counts before = counts();
            Awaiting.pause(QUIET);
            return counts().equals(before);
        });
        if (!quiet) {
            throw StartException.of("The warm-up was stopped, and Drover still sends requests after "
                    + TIME_TO_BE_QUIET.toSeconds() + " s.");
        }
        http.post(admin("reset"));
    }

    /** Puts limits on both systems. */
    void limits(String rules) {
        http.post(admin("limits"), rules);
    }

    /** Requests that were taken and refused, and how long they were here. */
    JsonNode pace() {
        return http.get(admin("stats")).path("pace");
    }

    private URI admin(String path) {
        return URI.create(base("127.0.0.1") + "/admin/" + path);
    }

    private String base(String host) {
        return "http://" + host + ":" + port;
    }
}
