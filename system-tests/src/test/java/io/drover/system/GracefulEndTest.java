package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.agola.AgolaFault;
import io.drover.sandbox.agola.AgolaOptions;
import io.drover.sandbox.agola.AgolaSandbox;
import io.drover.sandbox.agola.AgolaServer;
import io.drover.sandbox.faults.Switches;
import io.drover.sandbox.qtest.QTestLookAlike;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** SIGTERM, as Compose, Kubernetes and the launcher send it: a process finishes what it does, or hands it back. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class) // after the last nothing has to be started again
class GracefulEndTest {

    private static final int CASES = 1_000;
    static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Compose and the launcher kill after 30 s, Kubernetes after 60. */
    private static final Duration IN_TIME = Duration.ofSeconds(25);
    /** 128 and the number of SIGTERM: what a JVM answers whose shutdown hooks ran to their end. */
    private static final int TERMINATED = 143;

    private Installation installation;

    @BeforeAll
    void start() throws IOException {
        installation = Installation.ofSixProcesses("graceful", Map.of("DROVER_CLAIM_LEASE", "PT15S"));
    }

    @AfterAll
    void stop() throws Exception {
        installation.close();
    }

    @BeforeEach
    void mend() throws Exception {
        for (Program program : installation.programs()) {
            if (!installation.service(program).isAlive()) {
                installation.service(program).restart();
            }
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void a_process_without_work_ends_at_once() throws Exception {
        for (Program program : installation.programs()) {
            Duration took = end(program);

            assertThat(took).as(program.module()).isLessThan(PATIENCE);
        }
    }

    @Test
    void a_loader_that_is_ended_in_the_middle_finishes_its_batches_and_another_goes_on() throws Exception {
        try (RunningSandbox sandbox = sandbox(20);
                Service second = installation.another(Program.LOADER, "second-loader")) {
            String execution = begin(sandbox, "ended", 50);

            Duration took = end(Program.LOADER);

            assertThat(took).isLessThan(PATIENCE);
            assertThat(installation.api().execution(execution).state()).isEqualTo("RUNNING");
            assertWhole(sandbox, installation.api().awaitEnd(execution));
            assertThat(runAgain(execution)).as("batches that were begun twice").isZero();
            assertThat(second.isAlive()).isTrue();
        }
    }

    @Test
    void a_batch_that_takes_too_long_is_handed_back_and_done_by_another_at_once() throws Exception {
        try (RunningSandbox sandbox = sandbox(20)) {
            // Alone until it is at work: of two, the other may have taken every batch.
            String execution = begin(sandbox, "too-long", 100);
            sandbox.switches().set(Switches.LATENCY_MS, 2_000); // of which each batch needs a dozen
            Service loader = installation.service(Program.LOADER);
            try (Service second = installation.another(Program.LOADER, "third-loader")) {
                Duration took = end(loader);
                sandbox.switches().set(Switches.LATENCY_MS, 5);

                assertThat(took).isBetween(PATIENCE, IN_TIME);
                long handedBack = loader.log()
                        .lines()
                        .filter(line -> line.contains("leaves a batch to another"))
                        .count();
                long ended = System.nanoTime();
                assertWhole(sandbox, installation.api().awaitEnd(execution));
                assertThat(Duration.ofNanos(System.nanoTime() - ended))
                        .as("not a lease, and no deadline")
                        .isLessThan(Duration.ofSeconds(14));
                assertThat(runAgain(execution))
                        .as("batches that were begun twice")
                        .isBetween(1L, Math.max(1, handedBack));
                assertThat(second.isAlive()).isTrue();
            }
        }
    }

    @Test
    void nothing_interrupts_an_import() throws Exception {
        try (AgolaSandbox sandbox = AgolaSandbox.start(AgolaOptions.quick())) {
            AgolaServer server = sandbox.targetRunservice();
            AgolaRun run = new AgolaRun(installation.api(), sandbox, "ended-in-import");
            AgolaRun.stall(server);
            run.begin().until("import-runservice");
            AgolaRun.awaitImport(server);
            Service loader = installation.service(Program.LOADER);

            terminate(loader);

            await("the time in which any other batch would have been interrupted")
                    .during(PATIENCE.plusSeconds(8))
                    .atMost(PATIENCE.plusSeconds(10))
                    .until(loader::isAlive);
            assertThat(loader.log()).contains("is waited for to its end");
            server.faults().lift(AgolaFault.IMPORT_STALLS);
            assertThat(loader.awaitEnd()).isEqualTo(TERMINATED);
            loader.restart();
            Execution end = run.toTheEnd();
            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            assertThat(server.imports()).hasSize(1);
            run.assertMoved();
        }
    }

    private Duration end(Program program) throws InterruptedException {
        return end(installation.service(program));
    }

    static Duration end(Service service) throws InterruptedException {
        long start = System.nanoTime();
        terminate(service);
        int code = service.awaitEnd();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(
                "graceful end: %s %d ms, exit code %d%n", service.program().module(), took.toMillis(), code);
        assertThat(code).as("exit code of " + service.program().module()).isEqualTo(TERMINATED);
        return took;
    }

    private static void terminate(Service service) {
        ProcessHandle.of(service.pid()).orElseThrow().destroy();
    }

    static RunningSandbox sandbox(int latencyMs) {
        return Sandboxes.generated(CASES, 7, latencyMs);
    }

    private String begin(RunningSandbox sandbox, String name, int batchSize) {
        return begin(installation, sandbox, name, batchSize);
    }

    /** Begins and waits until the loader is at work. */
    static String begin(Installation installation, RunningSandbox sandbox, String name, int batchSize) {
        ObjectNode migration =
                Migrations.askingLittle(Migrations.define(installation.api(), sandbox, name, Migrations.GENERATED));
        migration.putObject("options").put("batchSize", batchSize).put("concurrency", 8);
        assertThat(installation.api().define(migration).status()).isEqualTo(201);
        String execution = installation.api().begin(name);
        await("test cases in the target")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> QTestLookAlike.in(sandbox).counts().testCases() >= batchSize);
        return execution;
    }

    static void assertWhole(RunningSandbox sandbox, Execution execution) {
        assertThat(execution.state()).as(execution.toString()).isIn("SUCCESS", "PARTIAL");
        assertThat(execution.books("testcases")).isEqualTo(new Execution.Books(CASES, CASES, 0, 0, 0, CASES, 0));
        assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo(CASES);
        assertThat(QTestLookAlike.in(sandbox).counts().duplicates()).isZero();
    }

    /** Each run of a batch writes under a name of its own; those beyond the first did it again. */
    private long runAgain(String execution) throws IOException {
        Path staged = installation.staging().resolve("executions").resolve(execution);
        try (Stream<Path> paths = Files.walk(staged, 4)) {
            Set<Path> runs = paths.filter(
                            path -> staged.relativize(path).getNameCount() == 4 && Files.isDirectory(path))
                    .collect(Collectors.toSet());
            return runs.size() - runs.stream().map(Path::getParent).distinct().count();
        }
    }
}
