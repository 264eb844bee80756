package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.sandbox.RunningSandbox;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Prometheus is told, by an installation in one process. */
class FiguresTest {

    private static final int CASES = 60;
    private static final Pattern OURS = Pattern.compile("\\b(?:drover|jvm|process)_[a-z_]+\\b");
    private static final Pattern SYSTEM = Pattern.compile("[{,]system=\"([^\"]+)\"");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{[^}]*})? ");

    @BeforeAll
    static void moveSomething() throws IOException {
        Api api = Installation.shared().api();
        try (RunningSandbox sandbox = Sandboxes.generated(CASES, 3)) {
            Execution execution = api.run(Migrations.define(api, sandbox, "figures", Migrations.GENERATED));
            assertThat(execution.books("testcases").loaded()).isEqualTo(CASES);
        }
    }

    @Test
    void every_metric_of_dashboard_and_alerts_is_there() throws IOException {
        Set<String> named = new TreeSet<>(named(Files.readString(Program.file("deploy/monitoring/alerts.yaml"))));
        JsonNode dashboard =
                new ObjectMapper().readTree(Files.readString(Program.file("deploy/monitoring/dashboard.json")));
        for (JsonNode expression : dashboard.findValues("expr")) {
            named.addAll(named(expression.asText()));
        }

        assertThat(named).hasSizeGreaterThan(15);
        assertThat(exposed()).containsAll(named);
    }

    @Test
    void what_the_documentation_lists_is_there() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher rows = Pattern.compile("(?m)^\\| `(drover_[a-z_]+)`")
                .matcher(Files.readString(Program.file("docs/operations.md")));
        while (rows.find()) {
            named.add(rows.group(1));
        }

        assertThat(named).hasSizeGreaterThan(15);
        assertThat(exposed()).containsAll(named);
    }

    @Test
    void the_books_of_what_ended_are_told_and_nothing_is_missing() {
        await("figures that are read in the background")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    String figures = figures();
                    assertThat(value(figures, "drover_books_records\\{fate=\"loaded\",?}"))
                            .isGreaterThanOrEqualTo(CASES);
                    assertThat(value(figures, "drover_books_missing_records")).isZero();
                    assertThat(value(figures, "drover_receipts_in_doubt")).isZero();
                });
    }

    @Test
    void no_figure_carries_an_id() {
        assertThat(figures()).doesNotContain("executionId", "batchId", "figures.zephyr");
        assertThat(series().filter(line -> !line.contains("system=\"")).count()).isLessThan(1_000);
    }

    /** An installation meets few systems, and these tests meet a hundred: what counts is what each one adds. */
    @Test
    void a_system_adds_few_figures() {
        Map<String, Long> figuresOf = series().map(SYSTEM::matcher)
                .filter(Matcher::find)
                .collect(Collectors.groupingBy(found -> found.group(1), Collectors.counting()));

        assertThat(figuresOf).hasSizeGreaterThanOrEqualTo(2);
        assertThat(figuresOf.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(4));
    }

    @Test
    void each_service_of_the_process_says_by_its_name_whether_it_is_ready() throws Exception {
        JsonNode health = new ObjectMapper().readTree(get("/q/health/ready"));

        List<String> names = new ArrayList<>();
        health.path("checks").forEach(check -> names.add(check.path("name").asText()));
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "coordinator-service",
                        "extractor-service",
                        "transformer-service",
                        "loader-service",
                        "validator-service",
                        "archive-service");
    }

    private static Stream<String> series() {
        return figures().lines().filter(line -> line.startsWith("drover_"));
    }

    private static Set<String> named(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = OURS.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    private static Set<String> exposed() {
        Set<String> names = new TreeSet<>();
        Matcher matcher = SAMPLE.matcher(figures());
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static double value(String figures, String sample) {
        Matcher matcher = Pattern.compile("(?m)^" + sample + " ([0-9.E+-]+)").matcher(figures);
        assertThat(matcher.find()).as(sample).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    private static String figures() {
        try {
            return get("/q/metrics");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no figures", e);
        }
    }

    private static String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        Installation.shared().service(Program.STANDALONE).uri(path))
                .header("Accept", "text/plain")
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
