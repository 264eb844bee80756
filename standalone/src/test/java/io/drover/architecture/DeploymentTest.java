package io.drover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Partitions, connections and the most processes of each kind fit each other: what deploy/, docker-compose.yml and the settings of
 * the services say, and docs/operations.md tells.
 */
class DeploymentTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "standalone"))
            .toAbsolutePath()
            .resolveSibling("");
    private static final String WORKER = "worker-runtime/src/main/resources/META-INF/microprofile-config.properties";
    private static final String COORDINATOR =
            "coordinator-service/src/main/resources/META-INF/microprofile-config.properties";
    private static final String KEDA = "deploy/kubernetes/components/keda/scaled-objects.yaml";
    /** What PostgreSQL keeps for its superuser. */
    private static final int RESERVED = 3;

    private static final int LOADERS_ON_ONE_HOST = 50;

    @Test
    void keda_starts_no_worker_that_no_partition_is_left_for() {
        int inKubernetes = number("deploy/kubernetes/base/coordinator.yaml", "COMMAND_PARTITIONS\\s+value: \"(\\d+)\"");

        Map<String, Integer> partitions = topics();
        assertThat(partitions).hasSize(5).allSatisfy((topic, n) -> assertThat(n).isEqualTo(inKubernetes));
        scaled().forEach((service, most) ->
                assertThat(most).as("maxReplicaCount of %s", service).isLessThanOrEqualTo(inKubernetes));
    }

    @Test
    void all_workers_that_keda_starts_have_connections() {
        int workers = scaled().entrySet().stream()
                .mapToInt(each -> each.getValue() * (isArchive(each.getKey()) ? ofArchive() : ofWorker()))
                .sum();
        int needed = workers + ofCoordinator() + RESERVED;

        assertThat(needed).isLessThanOrEqualTo(number(KEDA, "scale: (\\d+)\\)"));
        assertThat(number("docs/operations.md", "max_connections=(\\d+)`, KEDA"))
                .isEqualTo(number(KEDA, "scale: (\\d+)\\)"));
    }

    @Test
    void fifty_loaders_on_one_host_have_partitions_and_connections() {
        int others = 3 * ofWorker() + ofArchive() + ofCoordinator() + RESERVED;

        assertThat(others + LOADERS_ON_ONE_HOST * ofWorker())
                .isLessThanOrEqualTo(number("docker-compose.yml", "max_connections=(\\d+)"));
        assertThat(number("docker-compose.yml", "COMMAND_PARTITIONS:-(\\d+)"))
                .isGreaterThanOrEqualTo(LOADERS_ON_ONE_HOST);
    }

    private static boolean isArchive(String service) {
        return service.equals("archive-service");
    }

    private static int ofWorker() {
        return number(WORKER, "drover\\.ledger\\.connections=(\\d+)");
    }

    private static int ofArchive() {
        int onOneHost = number("docker-compose.yml", "LEDGER_CONNECTIONS:-(\\d+)");
        assertThat(number("deploy/kubernetes/base/workers.yaml", "LEDGER_CONNECTIONS\\s+value: \"(\\d+)\""))
                .isEqualTo(onOneHost);
        return onOneHost;
    }

    private static int ofCoordinator() {
        return number(COORDINATOR, "jdbc\\.max-size=(\\d+)") + number(COORDINATOR, "reactive\\.max-size=(\\d+)");
    }

    /** The most processes by service. */
    private static Map<String, Integer> scaled() {
        Matcher found = Pattern.compile(
                        "scaleTargetRef:\\s+name: (\\S+)\\s+minReplicaCount: 1\\s+maxReplicaCount: (\\d+)")
                .matcher(read(KEDA));
        Map<String, Integer> most = new TreeMap<>();
        while (found.find()) {
            most.put(found.group(1), Integer.parseInt(found.group(2)));
        }
        assertThat(most).hasSize(5);
        return most;
    }

    private static Map<String, Integer> topics() {
        return read("deploy/topics.txt")
                .lines()
                .filter(line -> line.matches("drover\\.\\w+\\.commands .*"))
                .map(line -> line.split(" +"))
                .collect(Collectors.toMap(words -> words[0], words -> Integer.parseInt(words[1])));
    }

    private static int number(String file, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(read(file));
        assertThat(found.find()).as("%s in %s", pattern, file).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
