package io.drover.coordinator.orchestration;

import io.drover.contracts.Messages;
import io.drover.contracts.Result;
import io.drover.contracts.Topics;
import io.drover.contracts.UnknownMessageException;
import io.drover.coordinator.domain.Signal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/** The edge of the results topic: a poll's results, by execution, in a transaction for each share. */
@ApplicationScoped
public class ResultConsumer {

    private static final Logger LOG = Logger.getLogger(ResultConsumer.class);

    private final Orchestrator orchestrator;
    private final MutinyEmitter<String> kafka;

    ResultConsumer(Orchestrator orchestrator, @Channel("coordinator-outbox") MutinyEmitter<String> kafka) {
        this.orchestrator = orchestrator;
        this.kafka = kafka;
    }

    @Incoming("coordinator-results")
    Uni<Void> accept(List<String> messages) {
        Map<String, Shares> byExecution = new LinkedHashMap<>();
        List<Uni<Void>> deadLetters = new ArrayList<>();
        for (String message : messages) {
            try {
                Result result = Messages.decode(message, Result.class);
                byExecution
                        .computeIfAbsent(result.batch().execution(), id -> new Shares())
                        .add(result, message.length());
            } catch (UnknownMessageException e) {
                LOG.warnf("Message moved to the dead letters: %s", e.getMessage());
                deadLetters.add(deadLetter(message));
            }
        }
        return Multi.createFrom()
                .iterable(byExecution.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> accept(entry.getKey(), entry.getValue()))
                .collect()
                .asList()
                .chain(() -> Multi.createFrom()
                        .iterable(deadLetters)
                        .onItem()
                        .transformToUniAndConcatenate(sent -> sent)
                        .collect()
                        .asList())
                .replaceWithVoid();
    }

    private Uni<Void> accept(String execution, Shares shares) {
        return Multi.createFrom()
                .iterable(shares.all)
                .onItem()
                .transformToUniAndConcatenate(share -> orchestrator.signal(execution, new Signal.Arrived(share)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> deadLetter(String message) {
        return kafka.sendMessage(Message.of(
                message,
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(Topics.DEAD_LETTERS)
                        .withKey("unknown")
                        .build())));
    }

    /** One execution's results, in order, in shares that fit into an entry of the journal. */
    private static final class Shares {

        private static final int MAX_CHARS = 24 * 1024;

        private final List<List<Result>> all = new ArrayList<>();
        private int chars = MAX_CHARS;

        private void add(Result result, int length) {
            if (chars + length > MAX_CHARS) {
                all.add(new ArrayList<>());
                chars = 0;
            }
            chars += length;
            all.getLast().add(result);
        }
    }
}
