package io.drover.coordinator.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.contracts.Topics;
import io.drover.coordinator.CoordinatorSchema;
import io.drover.coordinator.TestKeys;
import io.drover.embedded.EmbeddedKafka;
import io.drover.telemetry.TracedSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a real table to a real broker: what a topic refuses holds up nobody else. */
class OutboxLaneTest {

    // As long as messages are: of tiny ones the client puts two into one batch.
    private static final String ENTRY = "entry ".repeat(30);
    private static final String LATER = "later ".repeat(30);
    private static final String LOADS = "outbox-lane.loads";
    private static final String MISSING = "outbox-lane.not-there";

    // Of its own: others fill and empty the topics, too.
    private static EmbeddedKafka broker;

    private final CoordinatorSchema tables;
    private final Map<String, Object> kafka;
    private final KafkaSender sender;
    private final List<String> refusals = new ArrayList<>();
    private final OutboxLane work;
    private final OutboxLane events;

    OutboxLaneTest() throws Exception {
        tables = new CoordinatorSchema("outbox_lane");
        kafka = Map.copyOf(broker.clientSettings());
        sender = new KafkaSender(kafka, "outbox-lane", TestKeys.SIGNATURES, (topic, payload) -> TracedSpan.OFF);
        work = new OutboxLane(tables.database(), Lane.WORK, sender, refusals::add);
        events = new OutboxLane(tables.database(), Lane.EVENTS, sender, refusals::add);
    }

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        broker = EmbeddedKafka.start(directory, 0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void topics() throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            for (String topic : List.of(Topics.JOURNAL, Topics.EVENTS, LOADS)) {
                if (!admin.listTopics().names().get().contains(topic)) {
                    admin.createTopics(List.of(new NewTopic(topic, Optional.of(4), Optional.empty())))
                            .all()
                            .get();
                }
            }
        }
        limit(LOADS, 1_000_000);
        limit(Topics.EVENTS, 1_000_000);
        limit(Topics.JOURNAL, 1_000_000);
    }

    @AfterEach
    void end() throws Exception {
        limit(Topics.EVENTS, 1_000_000);
        limit(Topics.JOURNAL, 1_000_000);
        sender.close();
    }

    @Test
    void a_topic_of_events_that_refuses_everything_keeps_no_command_waiting() throws Exception {
        limit(Topics.EVENTS, 1);
        for (int i = 0; i < 8; i++) {
            put(Topics.EVENTS, "e" + i, "event".repeat(100));
        }
        put(Topics.JOURNAL, "good", ENTRY);
        put(LOADS, "good/testcases/load/000000", "command-of-good");

        assertThat(work.sendSome()).isEqualTo(2);
        for (int round = 0; round < 3; round++) {
            assertThat(events.sendSome()).isZero();
        }

        assertThat(values(LOADS)).contains("command-of-good");
        assertThat(refusals).hasSize(24).containsOnly(Topics.EVENTS);
        assertThat(tables.rows("select count(*) from drover.outbox where again_at > now()"))
                .containsExactly("8");
        limit(Topics.EVENTS, 1_000_000);
        put(Topics.EVENTS, "e0", "behind e0");
        put(Topics.EVENTS, "another", "of another");
        assertThat(events.sendSome()).as("the one that waits for none").isEqualTo(1);
        tables.run("update drover.outbox set again_at = now() where again_at is not null");
        assertThat(events.sendSome()).isEqualTo(8);
        assertThat(events.sendSome()).isEqualTo(1);
    }

    @Test
    void behind_a_refused_entry_of_the_journal_nothing_of_its_execution_is_sent_and_others_go_on() throws Exception {
        limit(Topics.JOURNAL, 2_000);
        put(Topics.JOURNAL, "bad", "x".repeat(5_000));
        put(LOADS, "bad/testcases/load/000000", "first-of-bad");
        put(Topics.JOURNAL, "fine", ENTRY);
        put(LOADS, "fine/testcases/load/000000", "of-fine");

        for (int round = 0; round < 4; round++) {
            work.sendSome();
        }
        put(Topics.JOURNAL, "bad", LATER);
        put(LOADS, "bad/testcases/load/000001", "second-of-bad");
        put(LOADS, "fine/testcases/load/000001", "more-of-fine");
        work.sendSome();

        assertThat(values(LOADS)).contains("of-fine", "more-of-fine").doesNotContain("first-of-bad", "second-of-bad");
        assertThat(values(Topics.JOURNAL)).doesNotContain(LATER);
        assertThat(tables.rows("select refused from drover.outbox order by id")).containsExactly("3", "0", "0", "0");

        limit(Topics.JOURNAL, 1_000_000);
        tables.run("update drover.outbox set again_at = now() where again_at is not null");
        while (work.sendSome() > 0) {
            assertThat(refusals).hasSize(3);
        }
        assertThat(values(LOADS)).contains("first-of-bad", "second-of-bad");
        assertThat(values(Topics.JOURNAL)).contains(LATER);
        assertThat(tables.rows("select count(*) from drover.outbox")).containsExactly("0");
    }

    @Test
    void a_topic_that_is_not_there_holds_up_nobody_who_sends_elsewhere() throws Exception {
        IntStream.range(0, 50).forEach(i -> put(MISSING, "gone-" + i, "lost"));
        put(LOADS, "here/testcases/load/000000", "of-here");

        long start = System.nanoTime();
        int sent = work.sendSome();

        assertThat(sent).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
        assertThat(values(LOADS)).contains("of-here");
        assertThat(tables.rows("select count(*) from drover.outbox where refused = 1"))
                .containsExactly("50");
    }

    @Test
    void while_the_broker_is_away_nothing_is_counted_as_refused() throws Exception {
        Map<String, Object> nowhere = Map.of("bootstrap.servers", "127.0.0.1:1");
        put(LOADS, "waits/testcases/load/000000", "of-waits");
        try (KafkaSender lost =
                new KafkaSender(nowhere, "outbox-lost", TestKeys.SIGNATURES, (topic, payload) -> TracedSpan.OFF)) {
            assertThat(new OutboxLane(tables.database(), Lane.WORK, lost, refusals::add).sendSome())
                    .isZero();
        }

        assertThat(refusals).isEmpty();
        assertThat(tables.rows("select refused from drover.outbox")).containsExactly("0");
        assertThat(work.sendSome()).isEqualTo(1);
    }

    @Test
    void more_than_a_round_of_rows_that_go_nowhere_keep_no_others_waiting_and_keep_their_order() throws Exception {
        AtomicBoolean away = new AtomicBoolean(true);
        OutboxLane lane = new OutboxLane(tables.database(), Lane.WORK, losing("lost", away), refusals::add);
        fill("lost", 250);
        fill("poor", 150);
        fill("well", 60);
        put(LOADS, "lost/testcases/load/000000", "last of lost");

        assertThat(lane.sendSome())
                .as("a full page of one whose partition has no leader")
                .isZero();
        assertThat(lane.passesOver()).isTrue();
        assertThat(lane.sendSome()).as("all others, at once").isEqualTo(200);
        assertThat(lane.sendSome()).isEqualTo(10);
        assertThat(lane.passesOver()).as("it begins anew").isFalse();
        assertThat(lane.sendSome()).isZero();
        assertThat(refusals).isEmpty();

        away.set(false);
        assertThat(lane.sendSome()).as("what is left without it").isZero();
        assertThat(lane.sendSome()).isEqualTo(200);
        assertThat(lane.sendSome()).isEqualTo(51);
        assertThat(tables.rows("select count(*) from drover.outbox")).containsExactly("0");
        assertThat(values(LOADS).stream()
                        .filter(value -> value.endsWith("of lost"))
                        .toList())
                .hasSize(251)
                .endsWith("last of lost")
                .startsWith("000001 of lost", "000002 of lost");
    }

    @Test
    void rows_that_go_nowhere_do_not_fill_round_after_round_where_a_few_others_are_among_them() throws Exception {
        OutboxLane lane =
                new OutboxLane(tables.database(), Lane.WORK, losing("lost", new AtomicBoolean(true)), refusals::add);
        fill("lost", 190);
        fill("well", 150);

        assertThat(lane.sendSome()).isEqualTo(10);
        assertThat(lane.sendSome()).isEqualTo(140);
    }

    /** The broker does not take what is of {@code owner}, as where the partition's replicas are away; nobody's fault. */
    private Sender losing(String owner, AtomicBoolean away) {
        return new Sender() {
            @Override
            public void reach(String topic) {
                sender.reach(topic);
            }

            @Override
            public CompletableFuture<?> send(Outgoing message) {
                return away.get() && message.owner().equals(owner)
                        ? CompletableFuture.failedFuture(new NotEnoughReplicasException("of " + owner))
                        : sender.send(message);
            }
        };
    }

    private void fill(String owner, int rows) throws Exception {
        tables.run(("insert into drover.outbox (topic, key, payload)"
                        + " select '%1$s', '%2$s/testcases/load/000000', lpad(n::text, 6, '0') || ' of %2$s'"
                        + " from generate_series(1, %3$d) n order by n")
                .formatted(LOADS, owner, rows));
    }

    private void put(String topic, String key, String payload) {
        try {
            tables.run("insert into drover.outbox (topic, key, payload) values ('%s', '%s', '%s')"
                    .formatted(topic, key, payload));
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void limit(String topic, int bytes) throws Exception {
        AlterConfigOp set = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", String.valueOf(bytes)), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(kafka)) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set)))
                    .all()
                    .get();
        }
    }

    private List<String> values(String topic) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(kafka, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(100))) {
                    values.add(message.value());
                }
            }
        }
        return values;
    }
}
