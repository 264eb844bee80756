package io.drover.coordinator.orchestration;

import io.drover.contracts.Messages;
import io.drover.contracts.Result;
import io.drover.contracts.Topics;
import io.drover.contracts.UnknownMessageException;
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

/** The edge of the results topic: a poll's results, by execution, each in one transaction. */
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
        Map<String, List<Result>> byExecution = new LinkedHashMap<>();
        List<Uni<Void>> deadLetters = new ArrayList<>();
        for (String message : messages) {
            try {
                Result result = Messages.decode(message, Result.class);
                byExecution
                        .computeIfAbsent(result.batch().execution(), id -> new ArrayList<>())
                        .add(result);
            } catch (UnknownMessageException e) {
                LOG.warnf("Message moved to the dead letters: %s", e.getMessage());
                deadLetters.add(deadLetter(message));
            }
        }
        return Multi.createFrom()
                .iterable(byExecution.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> orchestrator.accept(entry.getKey(), entry.getValue()))
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

    private Uni<Void> deadLetter(String message) {
        return kafka.sendMessage(Message.of(
                message,
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(Topics.DEAD_LETTERS)
                        .withKey("unknown")
                        .build())));
    }
}
