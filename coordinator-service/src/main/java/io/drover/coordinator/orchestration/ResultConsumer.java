package io.drover.coordinator.orchestration;

import io.drover.contracts.Result;
import io.drover.contracts.UnknownMessageException;
import io.drover.contracts.failpoint.Failpoint;
import io.drover.coordinator.deadletters.DeadMessages;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.journal.EntryTooLongException;
import io.drover.coordinator.operations.DecisionFigures;
import io.drover.coordinator.persistence.DatabaseContext;
import io.drover.coordinator.signing.CoordinatorMessages;
import io.drover.telemetry.Seldom;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * The edge of the results topic: a poll's results, side by side for different executions, in order for each, in a transaction for each
 * share. Offsets are committed when all of a poll is taken.
 */
@ApplicationScoped
public class ResultConsumer {

    private static final Logger LOG = Logger.getLogger(ResultConsumer.class);
    private static final int BURIED_AT_ONCE = 64;
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final CoordinatorMessages messages;
    private final Orchestrator orchestrator;
    private final DatabaseContext context;
    private final DecisionFigures figures;
    private final MutinyEmitter<byte[]> deadLetters;
    private final Seldom buried = new Seldom();
    private final SignsOfLife signs = new SignsOfLife();

    ResultConsumer(
            CoordinatorMessages messages,
            Orchestrator orchestrator,
            DatabaseContext context,
            DecisionFigures figures,
            @Channel("coordinator-dead-letters") MutinyEmitter<byte[]> deadLetters) {
        this.messages = messages;
        this.orchestrator = orchestrator;
        this.context = context;
        this.figures = figures;
        this.deadLetters = deadLetters;
    }

    @Incoming("coordinator-results")
    Uni<Void> accept(ConsumerRecords<byte[], byte[]> poll) {
        Map<String, Shares> byExecution = new LinkedHashMap<>();
        List<Uni<Void>> dead = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : poll) {
            try {
                Result result = messages.open(message, Result.class);
                Failpoint.RESULT_RECEIVED.pass(result.batch());
                if (signs.isCopy(result)) {
                    continue;
                }
                byExecution
                        .computeIfAbsent(result.batch().execution(), id -> new Shares())
                        .add(new Arrival(message, result));
            } catch (UnknownMessageException e) {
                dead.add(bury(message, String.valueOf(e.getMessage())));
            }
        }
        return Multi.createFrom()
                .iterable(byExecution.entrySet())
                .onItem()
                .transformToUni(entry -> accept(entry.getKey(), entry.getValue())
                        .invoke(() -> Failpoint.RESULTS_CLOSED.pass(entry.getKey())))
                .merge(context.atOnce())
                .collect()
                .asList()
                .chain(() -> together(dead));
    }

    private Uni<Void> accept(String execution, Shares shares) {
        return oneByOne(shares.all, share -> signal(execution, share)
                .onFailure(ResultConsumer::stays)
                .recoverWithUni(() -> oneByOne(share, one -> signal(execution, List.of(one))
                        .onFailure(ResultConsumer::stays)
                        .recoverWithUni(e -> bury(one.message(), String.valueOf(e.getMessage()))))));
    }

    private Uni<Void> signal(String execution, List<Arrival> share) {
        List<Result> results = share.stream().map(Arrival::result).toList();
        // A failure handed to the channel would close it until the process is started again, and the database comes
        // back.
        return context.run(() -> orchestrator.signal(execution, new Signal.Arrived(results)))
                .onFailure(e -> !stays(e))
                .invoke(e ->
                        LOG.warnf("Results not taken, will be tried again executionId=%s: %s", execution, e.toString()))
                .onFailure(e -> !stays(e))
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    /** Trying again would fail again, and everything behind it on the topic would wait. */
    private static boolean stays(Throwable failure) {
        return failure instanceof EntryTooLongException || failure instanceof UndecidableException;
    }

    private Uni<Void> bury(ConsumerRecord<byte[], byte[]> message, String reason) {
        figures.deadLetter();
        if (buried.isWorthALine()) {
            LOG.warnf(
                    "Message moved to the dead letters topic=%s partition=%d offset=%d soFar=%d: %s",
                    message.topic(), message.partition(), message.offset(), buried.count(), reason);
        }
        // As above: what is behind it waits rather than that the channel closes.
        return Uni.createFrom()
                .deferred(() -> deadLetters.sendMessage(DeadMessages.moving(message, reason)))
                .onFailure()
                .invoke(e -> LOG.warnf("Dead letter not moved, will be tried again: %s", e.toString()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    /** Their order says nothing, and a stranger may have sent a million. */
    private static Uni<Void> together(List<Uni<Void>> dead) {
        return Multi.createFrom()
                .iterable(dead)
                .onItem()
                .transformToUni(sent -> sent)
                .merge(BURIED_AT_ONCE)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static <T> Uni<Void> oneByOne(Collection<T> things, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(things)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private record Arrival(ConsumerRecord<byte[], byte[]> message, Result result) {}

    /** One execution's results, in order, in shares that fit into an entry of the journal. */
    private static final class Shares {

        private static final int MAX_BYTES = 24 * 1024;

        private final List<List<Arrival>> all = new ArrayList<>();
        private int bytes = MAX_BYTES;

        private void add(Arrival arrival) {
            int size = arrival.message().serializedValueSize();
            if (bytes + size > MAX_BYTES) {
                all.add(new ArrayList<>());
                bytes = 0;
            }
            bytes += size;
            all.getLast().add(arrival);
        }
    }
}
