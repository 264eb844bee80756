package io.drover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The workflows of GitHub, as far as they can be held to something without GitHub. */
class WorkflowsTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "standalone"))
            .toAbsolutePath()
            .resolveSibling("");

    private static final Map<String, JsonNode> WORKFLOWS = read();

    @Test
    void a_workflow_may_read_and_a_job_that_may_more_says_what() {
        assertThat(WORKFLOWS).hasSizeGreaterThanOrEqualTo(3);
        assertThat(WORKFLOWS).allSatisfy((file, workflow) -> {
            assertThat(workflow.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
            jobs(workflow).forEach((name, job) -> assertThat(job.has("timeout-minutes") || job.has("uses"))
                    .as("%s of %s has a time in which it ends", name, file)
                    .isTrue());
        });
    }

    @Test
    void actions_of_others_are_taken_in_one_whole_version() {
        assertThat(uses().filter(use -> !use.startsWith("./"))).allMatch(use -> use.matches(".+@v\\d+\\.\\d+\\.\\d+"));
        assertThat(uses().filter(use -> use.startsWith("./")))
                .allSatisfy(use -> assertThat(ROOT.resolve(use)).exists());
    }

    @Test
    void no_text_of_a_stranger_becomes_a_part_of_a_script() {
        assertThat(scripts()).isNotEmpty().noneMatch(script -> script.contains("${{"));
    }

    @Test
    void scripts_and_profiles_that_are_run_exist() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));

        assertThat(found("(?:^|\\s)((?:\\./|deploy/)[\\w./-]+)"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(ROOT.resolve(file)).isExecutable());
        assertThat(found(" -P(\\w+)")).isNotEmpty().allMatch(profile -> pom.contains("<id>" + profile + "</id>"));
    }

    @Test
    void a_release_and_compose_have_an_image_of_each_service() throws IOException {
        Set<String> services;
        try (Stream<Path> folders = Files.list(ROOT)) {
            services = folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.endsWith("-service"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        String loop = found("for service in ([\\w ]+);").findFirst().orElseThrow();
        JsonNode compose = yaml(ROOT.resolve("docker-compose.yml")).path("services");

        assertThat(Stream.of(loop.split(" ", -1)).map(name -> name + "-service"))
                .containsExactlyInAnyOrderElementsOf(services);
        assertThat(services).allSatisfy(service -> assertThat(
                        compose.path(service).at("/build/args/SERVICE").asText())
                .isEqualTo(service));
    }

    @Test
    void forms_and_updates_are_yaml() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(".github"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".yml")))
                    .hasSizeGreaterThan(WORKFLOWS.size())
                    .allSatisfy(file -> assertThat(yaml(file).isObject()).isTrue());
        }
    }

    private static Stream<String> uses() {
        return WORKFLOWS.values().stream()
                .flatMap(workflow -> workflow.findValues("uses").stream())
                .map(JsonNode::asText);
    }

    private static Stream<String> scripts() {
        return WORKFLOWS.values().stream()
                .flatMap(workflow -> jobs(workflow).values().stream())
                .flatMap(job -> StreamSupport.stream(job.path("steps").spliterator(), false))
                .filter(step -> step.has("run"))
                .map(step -> step.path("run").asText());
    }

    private static Stream<String> found(String pattern) {
        return scripts()
                .flatMap(script -> Pattern.compile(pattern).matcher(script).results())
                .map(match -> match.group(1));
    }

    private static Map<String, JsonNode> jobs(JsonNode workflow) {
        Map<String, JsonNode> jobs = new TreeMap<>();
        workflow.path("jobs").properties().forEach(job -> jobs.put(job.getKey(), job.getValue()));
        return jobs;
    }

    private static Map<String, JsonNode> read() {
        try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
            return files.collect(Collectors.toMap(file -> file.getFileName().toString(), WorkflowsTest::yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode yaml(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
