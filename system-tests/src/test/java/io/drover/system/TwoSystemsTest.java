package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Switches;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which systems a migration moves records between is what they say of themselves, and not what was typed. */
class TwoSystemsTest {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private static OddProject project(String first) {
        OddProject project =
                OddProject.of("QA", 3).folder(501, "Folder of " + first, 0).in(1, 501);
        project.listed(1).put("name", first);
        return project;
    }

    private static ObjectNode migration(Api api, RunningSandbox sandbox, String token) {
        String name = "two-systems-" + NAMES.incrementAndGet();
        ObjectNode migration = Migrations.define(api, sandbox, name, "QA");
        api.secretOf(migration.path("source"), name + ".zephyr", token);
        return migration;
    }

    private static String fact(Execution execution, String word) {
        return execution.step("check").path("facts").path(word).asText();
    }

    private static List<String> names(RunningSandbox sandbox, String source) {
        return QTestLookAlike.in(sandbox).edits().cases().stream()
                .filter(one -> one.path("source").asText().equals(source))
                .map(one -> one.path("name").asText())
                .sorted()
                .toList();
    }

    @Test
    void two_sites_behind_one_address_are_two_routes_and_neither_touches_what_the_other_wrote() throws IOException {
        Api api = Installation.shared().api();
        try (RunningSandbox sandbox = Sandboxes.generated(1, 1)) {
            ObjectNode a = migration(
                    api,
                    sandbox,
                    ZephyrLookAlike.in(sandbox)
                            .site("https://a.atlassian.example", project("A").json()));
            ObjectNode b = migration(
                    api,
                    sandbox,
                    ZephyrLookAlike.in(sandbox)
                            .site("https://b.atlassian.example", project("B").json()));

            Execution ofA = api.run(a);
            Execution ofB = api.run(b);

            assertThat(List.of(ofA.state(), ofB.state())).as(ofB.toString()).containsOnly("SUCCESS");
            assertThat(fact(ofA, "route")).isNotEmpty().isNotEqualTo(fact(ofB, "route"));
            assertThat(fact(ofA, "source")).contains("a.atlassian.example");
            assertThat(ofB.books("testcases")).isEqualTo(new Execution.Books(3, 3, 0, 0, 0, 3, 0));
            assertThat(names(sandbox, fact(ofA, "origin"))).containsExactly("A", "Case 2", "Case 3");
            assertThat(names(sandbox, fact(ofB, "origin"))).containsExactly("B", "Case 2", "Case 3");
            assertThat(modules(sandbox)).isEqualTo(Map.of("Folder of A", 1L, "Folder of B", 1L, "Created via API", 1L));
            for (ObjectNode again : List.of(a, b)) {
                Execution end = api.run(again);
                assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
                assertThat(end.books("testcases")).isEqualTo(new Execution.Books(3, 0, 3, 0, 0, 3, 0));
            }
        }
    }

    private static Map<String, Long> modules(RunningSandbox sandbox) {
        return QTestLookAlike.in(sandbox).edits().modules().stream()
                .map(one -> one.path("name").asText())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void of_two_executions_by_two_spellings_at_once_the_later_one_goes_on_and_nothing_is_there_twice()
            throws IOException {
        Api api = Installation.shared().api();
        int cases = 120;
        try (RunningSandbox sandbox = Sandboxes.generated(cases, 1)) {
            ObjectNode one = spelled(api, sandbox, "127.0.0.1");
            ObjectNode other = spelled(api, sandbox, "localhost");
            sandbox.switches().set(Switches.LATENCY_MS, 40);
            String earlier = api.begin(one.path("name").asText());
            await("some test cases")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> QTestLookAlike.in(sandbox).counts().testCases() > 5);
            sandbox.switches().reset();
            String later = api.begin(other.path("name").asText());

            Execution ofLater = api.awaitEnd(later);
            Execution ofEarlier = api.awaitEnd(earlier);
            assertThat(ofLater.state()).as(ofLater.toString()).isEqualTo("SUCCESS");
            assertThat(fact(ofEarlier, "route")).isEqualTo(fact(ofLater, "route"));
            assertThat(ofEarlier.state()).isIn("ERROR", "SUCCESS"); // it may have been done before the later one loaded
            if (ofEarlier.state().equals("ERROR")) {
                assertThat(ofEarlier.toString()).contains("ROUTE_TAKEN");
            }
            assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo(cases);
            assertThat(QTestLookAlike.in(sandbox).counts().duplicates()).isZero();
        }
    }

    private static ObjectNode spelled(Api api, RunningSandbox sandbox, String host) {
        String name = "two-systems-" + NAMES.incrementAndGet();
        ObjectNode migration = Migrations.askingLittle(Migrations.define(api, sandbox, name, Migrations.GENERATED));
        for (String side : List.of("source", "target")) {
            ObjectNode settings = (ObjectNode) migration.path(side).path("settings");
            settings.put("baseUrl", settings.path("baseUrl").asText().replace("127.0.0.1", host));
        }
        migration
                .putObject("options")
                .put("batchSize", 10)
                .put("concurrency", 2)
                .put("inFlight", 1);
        assertThat(api.define(migration).status()).isIn(200, 201);
        return migration;
    }

    @Test
    void receipts_of_an_earlier_release_belong_to_the_first_site_behind_what_was_typed() throws IOException {
        Api api = Installation.shared().api();
        try (RunningSandbox sandbox = Sandboxes.generated(1, 1)) {
            ObjectNode a = migration(
                    api,
                    sandbox,
                    ZephyrLookAlike.in(sandbox)
                            .site("https://a.atlassian.example", project("A").json()));
            ObjectNode b = migration(
                    api,
                    sandbox,
                    ZephyrLookAlike.in(sandbox)
                            .site("https://b.atlassian.example", project("B").json()));
            String typed = asAnEarlierReleaseDidIt(api, sandbox, a);

            Execution ofA = api.run(a);
            assertThat(fact(ofA, "route")).isEqualTo(typed);
            assertThat(ofA.books("testcases")).as(ofA.toString()).isEqualTo(new Execution.Books(3, 0, 3, 0, 0, 3, 0));
            assertThat(ofA.findings("UNCHANGED")).as(ofA.toString()).isEqualTo(4);

            Execution ofB = api.run(b);
            assertThat(ofB.state()).as(ofB.toString()).isEqualTo("SUCCESS");
            assertThat(fact(ofB, "route")).isNotEqualTo(typed);
            assertThat(ofB.books("testcases")).isEqualTo(new Execution.Books(3, 3, 0, 0, 0, 3, 0));
            assertThat(ofB.findings("ADOPTED")).as(ofB.toString()).isZero();
            assertThat(names(sandbox, "")).containsExactly("A", "Case 2", "Case 3");
            assertThat(names(sandbox, fact(ofB, "origin"))).containsExactly("B", "Case 2", "Case 3");
        }
    }

    /** Receipts under what was typed, and records that say no source; nobody has been observed. */
    private static String asAnEarlierReleaseDidIt(Api api, RunningSandbox sandbox, ObjectNode migration) {
        assertThat(api.define(migration).status()).isEqualTo(201);
        JsonNode plan = api.get("/migrations/" + migration.path("name").asText() + "/plan")
                .json();
        String typed = plan.path("route").asText();
        OddTrial.sql(
                "insert into ledger.observed_route (route, source, target) values (?, ?, ?)",
                typed,
                "zephyr-scale https://a.atlassian.example:443 project 5",
                "qtest http://127.0.0.1:" + sandbox.port() + "/qtest 1");
        assertThat(api.run(migration).state()).isEqualTo("SUCCESS");
        OddTrial.sql("delete from ledger.route_alias where route = ?", typed);
        OddTrial.sql("delete from ledger.observed_route where route = ?", typed);
        assertThat(names(sandbox, "")).hasSize(3);
        return typed;
    }
}
