package io.drover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an installation takes from elsewhere, who in it knows which secret, and who may talk to whom. */
class SupplyTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "standalone"))
            .toAbsolutePath()
            .resolveSibling("");
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void the_build_takes_the_maven_that_was_looked_at_and_no_other() throws IOException {
        Properties wrapper = new Properties();
        wrapper.load(Files.newBufferedReader(ROOT.resolve(".mvn/wrapper/maven-wrapper.properties")));
        assertThat(wrapper.getProperty("distributionSha256Sum")).matches("[0-9a-f]{64}");
    }

    @Test
    void images_are_pinned_by_the_digests_that_the_registry_tells(@TempDir Path folder) throws Exception {
        Path checkout = checkout(folder, "echo sha256:" + "0123456789abcdef".repeat(4));

        assertThat(run(checkout, "deploy/pin-images.sh")).isZero();
        assertThat(Files.readAllLines(checkout.resolve("deploy/images.env")))
                .extracting(line -> line.substring(0, line.indexOf('=')))
                .containsExactlyInAnyOrder("BASE_IMAGE", "BUILD_IMAGE", "KAFKA_IMAGE", "POSTGRES_IMAGE", "S3_IMAGE");
        assertThat(Files.readAllLines(checkout.resolve("deploy/images.env")))
                .allMatch(line -> line.matches("[A-Z0-9_]+=[^@]+:[^@]+@sha256:[0-9a-f]{64}"));
    }

    @Test
    void an_answer_that_is_no_digest_pins_nothing(@TempDir Path folder) throws Exception {
        Path checkout = checkout(folder, "echo sha256:short");

        assertThat(run(checkout, "deploy/pin-images.sh")).isNotZero();
        assertThat(checkout.resolve("deploy/images.env")).doesNotExist();
    }

    @Test
    void secrets_are_made_for_their_owner_and_no_service_is_the_superuser(@TempDir Path folder) throws Exception {
        Path checkout = checkout(folder, "false");

        assertThat(run(checkout, "deploy/init-secrets.sh")).isZero();

        Path secrets = checkout.resolve("deploy/secrets");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rwx------");
        Properties database = new Properties();
        database.load(Files.newBufferedReader(secrets.resolve("database.properties")));
        String superuser = Files.readString(secrets.resolve("postgres-password"));
        assertThat(database)
                .containsEntry("drover.database.user", "drover_service")
                .containsEntry("drover.schema-owner.user", "drover_owner")
                .doesNotContainValue(superuser)
                .hasSize(4);
        assertThat(database.values()).doesNotHaveDuplicates();
    }

    @Test
    void in_compose_each_container_gets_the_secrets_that_it_needs() throws IOException {
        JsonNode services =
                YAML.readTree(ROOT.resolve("docker-compose.yml").toFile()).path("services");
        Map<String, List<String>> secrets = services.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, service -> StreamSupport.stream(
                                service.getValue().path("secrets").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()));
        secrets.forEach((service, names) -> {
            if (!service.equals("coordinator-service")) {
                assertThat(names).as(service).doesNotContain("api-token");
            }
            if (!service.equals("postgres")) {
                assertThat(names).as(service).noneMatch(name -> name.startsWith("postgres-"));
            }
        });
    }

    @Test
    void who_talks_to_no_outside_system_has_no_way_out() throws IOException {
        List<JsonNode> policies = YAML.readerFor(JsonNode.class)
                .<JsonNode>readValues(ROOT.resolve("deploy/kubernetes/components/network/policies.yaml")
                        .toFile())
                .readAll();
        assertThat(policies.getFirst().at("/spec/policyTypes")).hasSize(2);
        assertThat(policies.getFirst().at("/spec/ingress").isMissingNode()
                        && policies.getFirst().at("/spec/egress").isMissingNode())
                .as("nothing is allowed but what another says")
                .isTrue();
        for (JsonNode policy : policies) {
            for (JsonNode rule : policy.at("/spec/egress")) {
                for (JsonNode to : rule.path("to")) {
                    if (to.at("/ipBlock/cidr").asText().equals("0.0.0.0/0")) {
                        assertThat(policy.at("/spec/podSelector/matchExpressions/0/values")
                                        .valueStream()
                                        .map(JsonNode::asText))
                                .containsExactly("extractor-service", "loader-service", "validator-service");
                        assertThat(to.at("/ipBlock/except").valueStream().map(JsonNode::asText))
                                .contains("169.254.0.0/16");
                    }
                }
            }
            for (JsonNode rule : policy.at("/spec/ingress")) {
                assertThat(rule.path("from")).as("open to all").isNotEmpty();
                assertThat(rule.path("from").valueStream().map(from -> from.path("namespaceSelector")))
                        .as("open to every namespace")
                        .noneMatch(each -> each.isObject() && each.isEmpty());
            }
        }
    }

    /** The scripts of deploy/ in a folder of their own, with a made-up Docker. */
    private static Path checkout(Path folder, String docker) throws IOException {
        Files.createDirectories(folder.resolve("deploy"));
        for (String file : List.of("docker-compose.yml", "deploy/pin-images.sh", "deploy/init-secrets.sh")) {
            Files.copy(ROOT.resolve(file), folder.resolve(file));
        }
        Path program = Files.createDirectories(folder.resolve("bin")).resolve("docker");
        Files.writeString(program, "#!/bin/sh\n" + docker + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    private static int run(Path checkout, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", script)
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(checkout.resolve("said").toFile());
        builder.environment().merge("PATH", checkout.resolve("bin").toString(), (path, own) -> own + ":" + path);
        return builder.start().waitFor();
    }
}
