package io.drover.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What kustomize makes of deploy/kubernetes/overlays/example; only where there is a kubectl, which asks no cluster for it. */
class ManifestsTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "standalone"))
            .toAbsolutePath()
            .resolveSibling("");

    private static List<JsonNode> objects = List.of();

    @BeforeAll
    static void render() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl"))),
                "no kubectl here");
        Path rendered = Files.createTempFile("manifests", ".yaml");
        try {
            Process kustomize = new ProcessBuilder("kubectl", "kustomize", "deploy/kubernetes/overlays/example")
                    .directory(ROOT.toFile())
                    .redirectOutput(rendered.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(kustomize.waitFor()).isZero();
            YAMLMapper yaml = new YAMLMapper();
            objects = yaml.readerFor(JsonNode.class)
                    .<JsonNode>readValues(rendered.toFile())
                    .readAll();
        } finally {
            Files.delete(rendered);
        }
    }

    @Test
    void components_go_together_and_the_six_images_are_the_overlays() {
        assertThat(containers().map(each -> each.path("image").asText()))
                .hasSize(6)
                .allMatch(image -> image.startsWith("registry.example/drover/"));
    }

    @Test
    void keda_asks_the_kafka_that_the_services_use() {
        String used = of("ConfigMap")
                .findFirst()
                .orElseThrow()
                .at("/data/KAFKA_BOOTSTRAP_SERVERS")
                .asText();

        assertThat(of("ScaledObject").map(each -> each.at("/spec/triggers/0/metadata/bootstrapServers")
                        .asText()))
                .hasSize(5)
                .containsOnly(used);
    }

    @Test
    void only_the_coordinator_gets_the_token_and_nobody_the_password_of_postgresql() {
        Function<JsonNode, Stream<String>> keys = pod -> elements(pod.path("volumes"))
                .flatMap(volume -> elements(volume.at("/secret/items")))
                .map(item -> item.path("key").asText());

        assertThat(of("Deployment")).allSatisfy(each -> {
            JsonNode pod = each.at("/spec/template/spec");
            assertThat(elements(pod.path("volumes")).filter(volume -> volume.has("secret")))
                    .as("a secret without a list of keys is mounted whole")
                    .allMatch(volume -> volume.path("secret").has("items"));
            assertThat(keys.apply(pod)).doesNotContain("postgres-password");
            if (!name(each).equals("coordinator-service")) {
                assertThat(keys.apply(pod)).doesNotContain("api-token");
            }
        });
    }

    @Test
    void only_a_loader_has_hours_to_end_its_import() {
        assertThat(of("Deployment"))
                .allSatisfy(each -> assertThat(each.at("/spec/template/spec/terminationGracePeriodSeconds")
                                .asInt())
                        .isEqualTo(name(each).equals("loader-service") ? 4 * 3600 : 60));
    }

    private static Stream<JsonNode> containers() {
        return of("Deployment").flatMap(each -> elements(each.at("/spec/template/spec/containers")));
    }

    private static Stream<JsonNode> of(String kind) {
        return objects.stream().filter(each -> each.path("kind").asText().equals(kind));
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
