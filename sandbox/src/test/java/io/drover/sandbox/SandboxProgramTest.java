package io.drover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxProgramTest {

    @Test
    void the_program_writes_its_port_when_it_is_ready(@TempDir Path folder) throws IOException {
        Path portFile = folder.resolve("port");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sandbox.class.getName(),
                        "--cases",
                        "7",
                        "--latency",
                        "1ms",
                        "--port-file",
                        portFile.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(portFile));
            String port = Files.readString(portFile).strip();
            Awaitility.await().until(() -> Files.readString(folder.resolve("out"))
                    .contains("Sandbox ready: zephyr=http://127.0.0.1:" + port + "/zephyr/v2"));
        } finally {
            program.destroy();
        }
    }

    @Test
    void a_latency_has_a_unit_or_is_in_milliseconds() {
        assertThat(Sandbox.milliseconds("20ms")).isEqualTo(20);
        assertThat(Sandbox.milliseconds("2s")).isEqualTo(2000);
        assertThat(Sandbox.milliseconds("7")).isEqualTo(7);
        assertThatThrownBy(() -> Sandbox.milliseconds("soon")).hasMessageContaining("20ms");
    }

    @Test
    void a_closed_sandbox_frees_its_port() {
        RunningSandbox first = Sandbox.start(SandboxOptions.generated(1, 1));
        int port = first.port();
        first.close();
        SandboxOptions o = SandboxOptions.generated(1, 1);
        SandboxOptions same = new SandboxOptions(
                o.host(),
                port,
                o.cases(),
                o.seed(),
                0,
                o.zephyrToken(),
                o.qtestToken(),
                o.qtestUser(),
                o.qtestPassword(),
                o.qtestSite(),
                o.originField());
        try (RunningSandbox second = Sandbox.start(same)) {
            assertThat(second.port()).isEqualTo(port);
        }
    }

    @Test
    void tokens_are_not_in_the_options_text() {
        assertThat(SandboxOptions.mattermost().toString())
                .doesNotContain(SandboxOptions.ZEPHYR_TOKEN, SandboxOptions.QTEST_PASSWORD);
    }
}
