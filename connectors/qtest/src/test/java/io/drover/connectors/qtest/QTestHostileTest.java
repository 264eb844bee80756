package io.drover.connectors.qtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.spi.Connection;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.LoadItem;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.Target;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.HostileAnswer;
import io.drover.testkit.HostileServer;
import io.drover.testkit.Loads;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each kind of request is answered with harm: what comes of it is told for each record, or a failure with a type. */
class QTestHostileTest extends QTestTrial {

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

    @Test
    @Timeout(300)
    void whatever_a_request_is_answered_it_is_told_or_done() {
        URI url = URI.create(QTestLookAlike.in(sandbox).url());
        try (HostileServer server = HostileServer.before("http://" + url.getAuthority())) {
            Connection connection = QTests.connection(settings(server.url(url.getPath())));
            everything(connection, "first");
            Set<String> kinds = new TreeSet<>(server.kinds());
            assertThat(kinds).hasSizeGreaterThan(5);

            for (String kind : kinds) {
                int before = server.played();
                for (HostileAnswer answer : answers()) {
                    server.answer(kind, answer);
                    try {
                        everything(connection, answer.name());
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

    private static ObjectNode settings(String url) {
        ObjectNode settings = QTests.settings(url);
        settings.withObjectProperty("http")
                .put("patienceMs", 1)
                .put("firstBackoffMs", 1)
                .put("longestBackoffMs", 1)
                .put("responseTimeoutMs", 1000);
        return settings;
    }

    private void everything(Connection connection, String name) {
        try (Target target = QTests.open(connection)) {
            target.check();
            target.schema();
            target.prepare(QTests.FIELDS);
            Record record = Samples.testCase("H-" + name, parentId);
            List<LoadItem> items = List.of(new LoadItem(record, null));
            target.findByOrigin(TargetCase.TYPE, items);
            target.findAnywhere(TargetCase.TYPE, items);
            target.countOrigins(TargetCase.TYPE);
            Loads loads = Loads.owning();
            target.load(items, loads);
            assertThat(loads.loaded().size()
                            + loads.rejected().size()
                            + loads.unsettled().size())
                    .as("each item is answered for")
                    .isEqualTo(1);
            List<Located> located = loads.loaded();
            if (!located.isEmpty()) {
                target.load(List.of(new LoadItem(record, located.getFirst().targetId())), Loads.owning());
                target.fetch(TargetCase.TYPE, located, new CollectedRecords());
            }
            target.fetch(TargetModule.TYPE, List.of(new Located("1", parentId)), new CollectedRecords());
        }
    }
}
