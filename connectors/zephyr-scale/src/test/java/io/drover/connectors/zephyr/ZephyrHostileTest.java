package io.drover.connectors.zephyr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.zephyr.model.Folder;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.spi.BatchSpec;
import io.drover.spi.Connection;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Meter;
import io.drover.spi.Source;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.HostileAnswer;
import io.drover.testkit.HostileServer;
import io.drover.testkit.Surveys;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each kind of request is answered with harm: what comes of it is records, findings, or a failure with a type. */
class ZephyrHostileTest {

    /** What is about the line and not about what is said is played to the client alone. */
    private static Set<HostileAnswer> answers() {
        Set<HostileAnswer> answers = EnumSet.range(HostileAnswer.NESTED_DEEPLY, HostileAnswer.NOTHING);
        answers.removeAll(EnumSet.of(HostileAnswer.A_TREE_OF_NOTHING, HostileAnswer.A_LARGE_TEXT));
        answers.addAll(EnumSet.of(
                HostileAnswer.AN_UNKNOWN_STATUS,
                HostileAnswer.A_WAIT_OF_3000_YEARS,
                HostileAnswer.LIMITS_BEYOND_NUMBERS,
                HostileAnswer.A_CIRCLE));
        return answers;
    }

    private int tokens;

    @Test
    @Timeout(300)
    void whatever_a_request_is_answered_it_is_told_or_read() {
        try (FakeZephyr zephyr = new FakeZephyr().withCases(3);
                HostileServer server =
                        HostileServer.before(zephyr.settings().path("baseUrl").asText())) {
            zephyr.folders.add(FakeZephyr.json("{\"id\":7,\"name\":\"Folder\",\"parentId\":null,\"index\":0}"));
            zephyr.scripts.put("ODD-T2", "{\"type\":\"plain\",\"text\":\"do it\"}");
            ObjectNode settings = settings(zephyr, server);
            everything(settings);
            Set<String> kinds = new TreeSet<>(server.kinds());
            assertThat(kinds).hasSizeGreaterThan(7);

            for (String kind : kinds) {
                int before = server.played();
                for (HostileAnswer answer : answers()) {
                    server.answer(kind, answer);
                    try {
                        everything(settings);
                    } catch (ConnectorException e) {
                        assertThat(e.type()).as(answer + " to " + kind).isNotEqualTo(FailureType.INTERNAL);
                        assertThat(e.getMessage()).as(answer + " to " + kind).doesNotContain("\u001b", "\n");
                    } catch (RuntimeException | StackOverflowError e) {
                        throw new AssertionError(answer + " to " + kind, e);
                    }
                }
                assertThat(server.played()).as(kind).isGreaterThan(before);
            }
        }
    }

    private static ObjectNode settings(FakeZephyr zephyr, HostileServer server) {
        ObjectNode settings = zephyr.settings();
        settings.put("baseUrl", server.url(""));
        settings.withObjectProperty("http")
                .put("patienceMs", 1)
                .put("firstBackoffMs", 1)
                .put("longestBackoffMs", 1)
                .put("responseTimeoutMs", 1000);
        return settings;
    }

    /** With a token of its own each time: what is kept for minutes, as names are, is kept for a token. */
    private void everything(ObjectNode settings) {
        Connection connection = Zephyrs.connection(settings, "token-" + tokens++, Meter.NONE);
        Surveys surveys = new Surveys();
        try (Source source = Zephyrs.open(connection)) {
            source.check();
            source.plan(List.of(Folder.TYPE, TestCase.TYPE), 10, surveys);
        }
        for (BatchSpec batch : surveys.batches()) {
            CollectedRecords read = Zephyrs.readToEnd(connection, batch);
            assertThat(read.ids()).doesNotHaveDuplicates();
        }
    }
}
