package io.drover.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SharedServersTest {

    @Test
    void all_of_a_jvm_share_the_servers_and_what_a_killed_jvm_left_is_removed() throws Exception {
        Path abandoned = Files.createTempDirectory("drover-servers-" + pidOfTheDead() + "-");
        PostgresServer left = PostgresServer.start(abandoned.resolve("postgres"), 0, false);

        RunningServers servers = SharedServers.get();

        assertThat(SharedServers.get()).isSameAs(servers);
        assertThat(abandoned).doesNotExist();
        assertThat(Probe.setting(servers.postgres(), "fsync")).isEqualTo("off");
        assertThat(refuses(left)).isTrue();
    }

    private static long pidOfTheDead() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.pid();
    }

    private static boolean refuses(PostgresServer server) {
        try {
            Probe.setting(server, "fsync");
            return false;
        } catch (SQLException e) {
            return true;
        }
    }
}
