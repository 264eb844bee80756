package io.drover.coordinator.deadletters;

import io.drover.api.DeadLetter;
import io.drover.contracts.Buried;
import io.drover.contracts.Command;
import io.drover.contracts.Message;
import io.drover.contracts.Messages;
import io.drover.contracts.Topics;
import io.drover.contracts.UnknownMessageException;
import io.drover.coordinator.access.Caller;
import io.drover.coordinator.access.InstallationAudit;
import io.drover.coordinator.outbox.OutboxRelay;
import io.drover.coordinator.persistence.DatabaseContext;
import io.drover.coordinator.persistence.OutboxRow;
import io.drover.coordinator.signing.CoordinatorMessages;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;

/** Shows dead letters, and puts one back on its topic once this release understands it. */
@ApplicationScoped
public class DeadLetters {

    private static final int SHOWN = 100;
    private static final int FIRST_LOOK = 4 * SHOWN;

    private final Map<String, Object> kafka;
    private final Mutiny.SessionFactory database;
    private final DatabaseContext context;
    private final OutboxRelay relay;
    private final CoordinatorMessages messages;
    private final InstallationAudit audit;

    DeadLetters(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            DatabaseContext context,
            OutboxRelay relay,
            CoordinatorMessages messages,
            InstallationAudit audit) {
        this.kafka = kafka;
        this.database = database;
        this.context = context;
        this.relay = relay;
        this.messages = messages;
        this.audit = audit;
    }

    /** The newest 100, newest first. Blocks. */
    public List<DeadLetter> newest() {
        try (DeadLetterTopic topic = new DeadLetterTopic(kafka)) {
            long look = FIRST_LOOK;
            List<DeadLetter> letters = last(topic, look);
            while (letters.size() < SHOWN && look < topic.size()) {
                look *= 4; // marks were in between
                letters = last(topic, look);
            }
            return letters;
        }
    }

    private List<DeadLetter> last(DeadLetterTopic topic, long most) {
        List<DeadLetter> letters = new ArrayList<>();
        Map<ReplayedMark.Place, Instant> replayed = new HashMap<>();
        topic.last(most, message -> {
            ReplayedMark.Place mark = ReplayedMark.read(message, messages);
            if (mark == null) {
                letters.add(DeadMessages.letter(message));
            } else {
                replayed.put(mark, Instant.ofEpochMilli(message.timestamp()));
            }
        });
        return letters.stream()
                .sorted(Comparator.comparing(DeadLetter::at)
                        .thenComparing(DeadLetter::offset)
                        .reversed())
                .limit(SHOWN)
                .map(letter ->
                        letter.replayed(replayed.get(new ReplayedMark.Place(letter.partition(), letter.offset()))))
                .toList();
    }

    /**
     * Puts a dead letter back on its topic, and marks it. Reading the topic blocks.
     *
     * @param by who asks for it
     * @return empty when there is no such letter
     * @throws NotReplayableException when it still cannot be understood, was put back before, or would destroy something
     */
    public Optional<Uni<Void>> replay(int partition, long offset, Caller by) {
        ReplayedMark.Place place = new ReplayedMark.Place(partition, offset);
        return find(place).map(letter -> {
            if (DeadMessages.isCut(letter)) {
                throw new NotReplayableException("It was too long to be kept whole: only its first "
                        + DeadMessages.bytes(letter).length + " bytes are here, and a part of a message is none.");
            }
            String origin = DeadMessages.header(letter, Buried.TOPIC);
            checkSigned(letter, origin == null ? "" : origin);
            String text = DeadMessages.text(DeadMessages.bytes(letter));
            Message message = understood(text);
            String topic = Topics.of(message);
            if (!topic.equals(origin)) {
                throw new NotReplayableException("It came from " + origin + ", and what it says belongs on " + topic
                        + "; whoever reads " + origin + " still could not understand it.");
            }
            return context.run(() -> database.withTransaction(session -> session.persistAll(
                                    new OutboxRow(topic, Topics.key(message), text),
                                    new OutboxRow(Topics.DEAD_LETTERS, ReplayedMark.KEY, ReplayedMark.of(place)))
                            .chain(() -> audit.add(
                                    session, by, "dead-letter.replayed", partition + "/" + offset + " on " + topic))))
                    .invoke(relay::wake);
        });
    }

    private Optional<ConsumerRecord<byte[], byte[]>> find(ReplayedMark.Place place) {
        try (DeadLetterTopic topic = new DeadLetterTopic(kafka)) {
            if (!topic.holds(place.partition(), place.offset())) {
                return Optional.empty();
            }
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            topic.from(place.partition(), place.offset(), message -> {
                ReplayedMark.Place mark = ReplayedMark.read(message, messages);
                if (place.equals(mark)) {
                    throw new NotReplayableException(
                            "It was put back at " + Instant.ofEpochMilli(message.timestamp()) + " already.");
                }
                if (mark == null && message.partition() == place.partition() && message.offset() == place.offset()) {
                    found.add(message);
                }
            });
            return found.stream().findFirst();
        }
    }

    private static Message understood(String text) {
        Message message;
        try {
            message = Messages.decode(text, Message.class);
        } catch (UnknownMessageException e) {
            throw new NotReplayableException("This release cannot understand it either: " + e.getMessage());
        }
        if (message instanceof Command command && command.permit() != null) {
            throw new NotReplayableException("It commands something that destroys, which is never sent again: look at"
                    + " execution " + command.batch().execution() + " (drover status), and resume that if it is held.");
        }
        return message;
    }

    /** What is put back is signed anew, so that nothing may be put back that was not signed before. */
    private void checkSigned(ConsumerRecord<byte[], byte[]> letter, String origin) {
        try {
            messages.signatures().check(origin, letter.key(), letter.value(), CoordinatorMessages.signature(letter));
        } catch (UnknownMessageException e) {
            throw new NotReplayableException("It is not put back: " + e.getMessage() + ".");
        }
    }
}
