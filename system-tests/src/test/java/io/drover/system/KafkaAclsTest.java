package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.contracts.Phase;
import io.drover.contracts.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The rules of {@code deploy/kafka}, on a broker that lets each service in by its own password: what each does, and nothing else. */
@TestInstance(Lifecycle.PER_CLASS)
class KafkaAclsTest {

    private static final String COORDINATOR = "coordinator-service";
    private static final Map<String, Phase> WORKERS = Map.of(
            "extractor-service", Phase.EXTRACT,
            "transformer-service", Phase.TRANSFORM,
            "loader-service", Phase.LOAD,
            "validator-service", Phase.VALIDATE,
            "archive-service", Phase.ARCHIVE);
    private static final Set<String> TOPICS = topics();
    private static final byte[] BYTES = {1};

    private ScramBroker broker;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        broker = ScramBroker.start(directory);
        try (Admin admin = Admin.create(broker.asAdmin())) {
            admin.createTopics(TOPICS.stream()
                            .map(name -> new NewTopic(name, Optional.of(1), Optional.empty()))
                            .toList())
                    .all()
                    .get();
            for (String service : services()) {
                admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                                service,
                                new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                                password(service))))
                        .all()
                        .get();
            }
            admin.createAcls(rules(Program.file("deploy/kafka/acls.txt"))).all().get();
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void each_service_writes_what_it_writes_and_nothing_else() {
        Map<String, Set<String>> written = new TreeMap<>();
        for (String service : services()) {
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    as(service, Map.of("max.block.ms", "20000")),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                for (String topic : TOPICS) {
                    if (allowed(() -> producer.send(new ProducerRecord<>(topic, BYTES, BYTES))
                            .get())) {
                        written.computeIfAbsent(service, name -> new TreeSet<>())
                                .add(topic);
                    }
                }
            }
        }
        Set<String> coordinators = new TreeSet<>(TOPICS);
        coordinators.remove(Topics.CONNECTORS);
        assertThat(written.remove(COORDINATOR)).isEqualTo(coordinators);
        assertThat(written.keySet()).isEqualTo(WORKERS.keySet());
        assertThat(written.values()).allMatch(Set.of(Topics.RESULTS, Topics.CONNECTORS, Topics.DEAD_LETTERS)::equals);
    }

    @Test
    void each_service_reads_what_it_reads_and_nothing_else() {
        for (String service : services()) {
            Set<String> read = new TreeSet<>();
            for (String topic : TOPICS) {
                try (KafkaConsumer<byte[], byte[]> consumer = consumer(service, Map.of())) {
                    TopicPartition partition = new TopicPartition(topic, 0);
                    consumer.assign(List.of(partition));
                    consumer.seekToBeginning(List.of(partition));
                    if (allowed(() -> consumer.poll(Duration.ofMillis(500)))) {
                        read.add(topic);
                    }
                }
            }
            Phase phase = WORKERS.get(service);
            assertThat(read)
                    .as(service)
                    .isEqualTo(
                            phase == null
                                    ? Set.of(
                                            Topics.RESULTS,
                                            Topics.CONNECTORS,
                                            Topics.DEAD_LETTERS,
                                            Topics.JOURNAL,
                                            Topics.CANCELLATIONS)
                                    : Set.of(Topics.commands(phase), Topics.CANCELLATIONS));
        }
    }

    @Test
    void each_service_has_its_own_group_and_no_other() {
        WORKERS.forEach((service, phase) -> {
            commit(service, service, Topics.commands(phase));
            String other = service.equals("loader-service") ? "extractor-service" : "loader-service";
            assertThatThrownBy(() -> commit(service, other, Topics.commands(phase)))
                    .isInstanceOf(GroupAuthorizationException.class);
        });
        commit(COORDINATOR, "coordinator", Topics.RESULTS);
        commit(COORDINATOR, "coordinator-connectors-4711", Topics.CONNECTORS);
        assertThatThrownBy(() -> commit(COORDINATOR, "loader-service", Topics.RESULTS))
                .isInstanceOf(GroupAuthorizationException.class);
    }

    @Test
    void the_coordinator_sees_how_far_workers_are_and_makes_topics_and_workers_see_that_these_are_there()
            throws Exception {
        try (Admin admin = Admin.create(as(COORDINATOR, Map.of()))) {
            for (String group : WORKERS.keySet()) {
                admin.listConsumerGroupOffsets(group).all().get();
            }
            assertThat(admin.listTopics().names().get()).containsAll(TOPICS);
            admin.createTopics(List.of(new NewTopic("drover.lost", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
        for (String service : WORKERS.keySet()) {
            commit(service, service, Topics.commands(Objects.requireNonNull(WORKERS.get(service))));
            try (Admin admin = Admin.create(as(service, Map.of()))) {
                assertThat(admin.listTopics().names().get()).containsAll(TOPICS);
                assertThat(admin.describeConsumerGroups(List.of(service)).all().get())
                        .hasSize(1);
                assertThatThrownBy(() -> admin.createTopics(
                                        List.of(new NewTopic("drover.mine", Optional.of(1), Optional.empty())))
                                .all()
                                .get())
                        .hasMessageContaining("uthoriz");
                assertThatThrownBy(() -> admin.deleteTopics(List.of(Topics.JOURNAL))
                                .all()
                                .get())
                        .hasCauseInstanceOf(TopicAuthorizationException.class);
            }
        }
    }

    @Test
    void who_has_no_password_or_a_wrong_one_is_not_let_in() {
        Map<String, Object> wrong = new HashMap<>(broker.as(COORDINATOR, "guessed"));
        wrong.put("default.api.timeout.ms", "20000");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(wrong, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            assertThatThrownBy(() -> consumer.partitionsFor(Topics.JOURNAL))
                    .isInstanceOf(SaslAuthenticationException.class);
        }
    }

    private void commit(String service, String group, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(service, Map.of("group.id", group))) {
            consumer.commitSync(Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0)));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String service, Map<String, String> more) {
        return new KafkaConsumer<>(as(service, more), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> as(String service, Map<String, String> more) {
        Map<String, Object> settings = new HashMap<>(broker.as(service, password(service)));
        settings.putAll(more);
        return settings;
    }

    private interface Deed {
        void run() throws Exception;
    }

    private static boolean allowed(Deed deed) {
        try {
            deed.run();
            return true;
        } catch (Exception e) {
            assertThat(Stream.of(e, e.getCause())).hasAtLeastOneElementOfType(TopicAuthorizationException.class);
            return false;
        }
    }

    private static List<AclBinding> rules(Path file) throws IOException {
        List<AclBinding> rules = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.replaceFirst("#.*", "").strip().split("\\s+", -1);
            if (words.length == 4) {
                List<String> principals =
                        words[0].equals("workers") ? List.copyOf(WORKERS.keySet()) : List.of(words[0]);
                principals.forEach(principal -> rules.add(rule(principal, words[1], words[2], words[3])));
            }
        }
        return rules;
    }

    private static AclBinding rule(String principal, String operation, String resource, String name) {
        boolean prefix = name.length() > 1 && name.endsWith("*");
        return new AclBinding(
                new ResourcePattern(
                        ResourceType.fromString(resource),
                        prefix ? name.substring(0, name.length() - 1) : name,
                        prefix ? PatternType.PREFIXED : PatternType.LITERAL),
                new AccessControlEntry(
                        "User:" + principal, "*", AclOperation.fromString(operation), AclPermissionType.ALLOW));
    }

    private static List<String> services() {
        return Stream.concat(Stream.of(COORDINATOR), WORKERS.keySet().stream()).toList();
    }

    private static String password(String service) {
        return "password-of-" + service;
    }

    private static Set<String> topics() {
        Set<String> topics = new TreeSet<>(Set.of(
                Topics.RESULTS,
                Topics.JOURNAL,
                Topics.EVENTS,
                Topics.CONNECTORS,
                Topics.CANCELLATIONS,
                Topics.DEAD_LETTERS));
        Arrays.stream(Phase.values()).map(Topics::commands).forEach(topics::add);
        return topics;
    }
}
