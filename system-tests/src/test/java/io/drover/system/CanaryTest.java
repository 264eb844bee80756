package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import io.drover.sandbox.zephyr.ZephyrOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Secrets in each place where they may be kept, and outside systems that repeat what they were sent, in every form and with every sort of
 * failure: afterwards none is anywhere.
 */
class CanaryTest {

    private static final String ENVIRONMENT = "DROVER_SECRET_CANARY_ENVIRONMENT";

    private final String stored = canary();
    private final String mounted = canary();
    private final String given = canary();

    @Test
    void what_outside_systems_repeat_is_nowhere_afterwards() throws Exception {
        Path directory = Installation.fresh("canary-mounted-" + Installation.FORK);
        try (RunningSandbox sandbox = RunningSandbox.start(
                        ZephyrOptions.generated(20, 13).token(stored),
                        QTestOptions.usual().token(mounted));
                Echo zephyr = before(ZephyrLookAlike.in(sandbox).url());
                Echo qtest = before(QTestLookAlike.in(sandbox).url())) {
            String zephyrUrl = zephyr.url(ZephyrLookAlike.in(sandbox).url());
            String qtestUrl = qtest.url(QTestLookAlike.in(sandbox).url());
            Files.writeString(directory.resolve("canary.mounted"), mounted);
            Files.writeString(directory.resolve("canary.mounted.for"), "qtest@" + qtestUrl);
            Map<String, String> settings = Map.of(
                    "DROVER_SECRETS_DIRECTORY",
                    directory.toString(),
                    ENVIRONMENT,
                    given,
                    ENVIRONMENT + "_FOR",
                    "agola@" + zephyrUrl);
            try (Installation installation = Installation.ofOneProcess("canary-" + Installation.FORK, settings)) {
                Api api = installation.api();
                api.secret("canary.stored", stored, "zephyr-scale", zephyrUrl);
                ObjectNode migration = Migrations.define(api, sandbox, "canary", Migrations.GENERATED);
                side(migration, "source", zephyrUrl, "canary.stored");
                side(migration, "target", qtestUrl, "canary.mounted");

                refusedChecks(installation, migration, zephyr, qtest);
                records(api, migration, zephyr, qtest);
                actions(installation, zephyrUrl, zephyr);

                assertThat(zephyr.answered()).isGreaterThan(20);
                assertThat(qtest.answered()).isGreaterThan(10);
                assertThat(SecretSearch.everywhere(installation, traces())).isEmpty();
                assertThat(ofProcesses(installation, "cmdline")).doesNotContain(stored, mounted, given);
                assertThat(ofProcesses(installation, "environ")).doesNotContain(stored, mounted);
            }
        }
    }

    private static Echo before(String url) throws IOException {
        return new Echo(URI.create(url).resolve("/"));
    }

    /** Both sides refuse to be checked, in every way. */
    private static void refusedChecks(Installation installation, ObjectNode migration, Echo zephyr, Echo qtest) {
        ObjectNode check = migration.deepCopy().put("recipe", "connection-check");
        for (Echo system : List.of(zephyr, qtest)) {
            for (int status : List.of(200, 302, 400, 401, 403, 404, 409, 500)) {
                system.answer(".", status, status % 2 == 0 ? "application/json" : "text/plain", 1);
                tried(installation, check);
            }
            system.answer(".", 403, "text/html", 1);
            tried(installation, check);
            system.beStill();
        }
    }

    /** Single records are refused, by either side, when they are read, created and read back. */
    private static void records(Api api, ObjectNode migration, Echo zephyr, Echo qtest) {
        zephyr.answer("GET .*-T[135]/(teststeps|testscript|links)", 400, "application/json", 1);
        qtest.answer("POST .*/test-cases$", 400, "text/plain", 7);
        assertThat(api.run(migration).state()).isIn("PARTIAL", "ERROR");
        zephyr.answer("GET .*-T2[/?]", 404, "text/html", 1);
        qtest.answer("POST .*/search", 404, "application/json", 1);
        assertThat(api.run(migration).state()).isIn("PARTIAL", "ERROR");
        zephyr.beStill();
        qtest.beStill();
    }

    /** What is on record of an action, and what it tells. */
    private static void actions(Installation installation, String url, Echo system) {
        ObjectNode migration = AgolaRun.definition("canary-actions", url, url);
        for (String side : List.of("source", "target")) {
            migration.withObject("/" + side).putObject("secrets").put("runserviceToken", "canary.environment");
        }
        migration.put("recipe", "agola-v07-to-later-connection-check").remove("archive");
        for (int status : List.of(200, 400, 401, 500)) {
            system.answer(".", status, "text/plain", 1);
            tried(installation, migration);
        }
    }

    /** Until it has ended, or an attempt has failed that is tried again over minutes. */
    private static void tried(Installation installation, ObjectNode migration) {
        Api api = installation.api();
        Api.Answer defined = api.define(migration);
        assertThat(defined.status()).as(defined.text()).isIn(200, 201);
        String id = api.begin(migration.path("name").asText());
        await("a failure of execution " + id)
                .atMost(Duration.ofMinutes(1))
                .until(() -> !api.execution(id).state().equals("RUNNING")
                        || log(installation).contains("Attempt failed executionId=" + id));
        api.post("/executions/" + id + "/stop", "");
        api.awaitEnd(id);
    }

    private static String log(Installation installation) throws IOException {
        return Files.readString(installation.logs().resolve(Program.STANDALONE.module() + ".log"));
    }

    private static void side(ObjectNode migration, String side, String url, String secret) {
        migration
                .withObject("/" + side + "/settings")
                .put("baseUrl", url)
                .putObject("http")
                .put("patienceMs", 300);
        migration.withObject("/" + side + "/secrets").put("token", secret);
    }

    /** What to look for, by a name that may be shown. */
    private Map<String, String> traces() {
        Map<String, String> traces = new HashMap<>();
        Map.of("stored", stored, "mounted", mounted, "given", given).forEach((name, value) -> {
            List<String> each = SecretForms.traces(value);
            for (int i = 0; i < each.size(); i++) {
                traces.put(name + " " + i, each.get(i));
            }
        });
        return traces;
    }

    private static String ofProcesses(Installation installation, String what) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<ProcessHandle> below = ProcessHandle.current().descendants()) {
            for (ProcessHandle process : below.toList()) {
                Path file = Path.of("/proc", String.valueOf(process.pid()), what);
                if (Files.isReadable(file)) {
                    found.add(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
                }
            }
        }
        assertThat(installation.service(Program.STANDALONE).isAlive()).isTrue();
        return String.join("\n", found);
    }

    /** A text that is nowhere else, and that each form writes in another way. */
    private static String canary() {
        return "c+/" + UUID.randomUUID().toString().replace("-", "") + "&\"<=";
    }
}
