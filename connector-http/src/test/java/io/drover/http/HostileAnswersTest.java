package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Meter;
import io.drover.testkit.HostileAnswer;
import io.drover.testkit.HostileServer;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever comes in the place of an answer: it is read, or told as a failure with a type, in bounded time and memory. */
class HostileAnswersTest {

    private static final HttpSettings HASTY = new HttpSettings(
            Duration.ofMillis(500),
            Duration.ofMillis(300),
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            false);

    private static final int PLACES = 16;

    private static HttpConnection connection(HostileServer server, HttpSettings settings) {
        return new HttpConnection(
                "Test", server.url(""), Credentials.NONE, settings, 16, Meter.NONE, AddressGuard.of("127.0.0.0/8"));
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(60) // Without limits some never end.
    void an_answer_is_read_or_told(HostileAnswer answer) {
        try (HostileServer server = HostileServer.alone();
                HttpConnection connection = connection(server, HASTY)) {
            server.answer(null, answer);

            assertTold(() -> connection.send(Call.get("/things")).json());
            Call create = Call.post("/things", JsonNodeFactory.instance.objectNode());
            assertTold(() -> {
                switch (connection.create(create)) {
                    case Sent.Answered(Reply reply) -> reply.json();
                    case Sent.InDoubt(ConnectorException why) -> throw why;
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HEADERS_THAT_COME_SLOWLY", "A_BODY_THAT_COMES_SLOWLY", "INTERIM_ANSWERS_WITHOUT_END"})
    @Timeout(60)
    void a_system_that_never_ends_is_one_that_does_not_answer_in_time(HostileAnswer slow) {
        try (HostileServer server = HostileServer.alone();
                HttpConnection connection = connection(server, HASTY)) {
            server.answer(null, slow);
            ConnectorException e = told(() -> connection.send(Call.get("/things")));
            assertThat(e.code()).isEqualTo("TIMED_OUT");
        }
    }

    @Test
    void a_name_twice_and_what_nests_too_deep_are_the_records_own_failure() {
        try (HostileServer server = HostileServer.alone();
                HttpConnection connection = connection(server, HASTY)) {
            for (HostileAnswer own :
                    List.of(HostileAnswer.A_NAME_TWICE, HostileAnswer.NESTED_DEEPLY, HostileAnswer.TOO_MANY_DIGITS)) {
                server.answer(null, own);
                ConnectorException e =
                        told(() -> connection.send(Call.get("/things/7")).json());
                assertThat(e.code()).isEqualTo("UNEXPECTED_SHAPE");
                assertThat(e.answer())
                        .hasValueSatisfying(words -> assertThat(words).startsWith("GET /things/7"));
                assertThat(EachRecord.saysNothingOfTheRecord(e)).isFalse();
            }
        }
    }

    /** A process with the heap of a service's image, and as many answers at the same time as a service has batches. */
    @Test
    @Timeout(120)
    void the_heap_of_an_image_holds_with_all_places_in_flight() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileAnswersTest.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(new File("target/small-heap.log"))
                .start();
        process.getOutputStream().close();
        assertThat(process.waitFor(110, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("see target/small-heap.log").isZero();
    }

    public static void main(String... none) throws InterruptedException {
        HttpSettings patient = new HttpSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(40),
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                false);
        try (HostileServer server = HostileServer.alone();
                HttpConnection connection = connection(server, patient);
                ExecutorService places = Executors.newVirtualThreadPerTaskExecutor()) {
            for (HostileAnswer answer :
                    List.of(HostileAnswer.A_BOMB, HostileAnswer.A_LARGE_TEXT, HostileAnswer.A_TREE_OF_NOTHING)) {
                server.answer(null, answer);
                List<Future<JsonNode>> all = new ArrayList<>();
                for (int i = 0; i < PLACES; i++) {
                    all.add(places.submit(
                            () -> connection.send(Call.get("/things")).json()));
                }
                int told = 0;
                for (Future<JsonNode> each : all) {
                    try {
                        each.get();
                    } catch (ExecutionException e) {
                        if (!(e.getCause() instanceof ConnectorException)) {
                            throw new IllegalStateException(e);
                        }
                        told++;
                    }
                }
                if (answer == HostileAnswer.A_LARGE_TEXT && told > 0) {
                    throw new IllegalStateException(
                            told + " were not read, although there is room for one after the other");
                }
                System.out.println(answer + ": " + told + " of " + PLACES + " told");
            }
        }
    }

    private static void assertTold(Runnable asking) {
        try {
            asking.run();
        } catch (ConnectorException e) {
            assertThat(e.code()).isNotBlank();
            assertThat(e.type()).isNotEqualTo(FailureType.INTERNAL);
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\u001b", "\n");
        }
    }

    private static ConnectorException told(Runnable asking) {
        try {
            asking.run();
        } catch (ConnectorException e) {
            return e;
        }
        throw new AssertionError("nothing was told");
    }
}
