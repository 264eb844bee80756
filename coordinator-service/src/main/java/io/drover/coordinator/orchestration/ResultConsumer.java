package io.drover.coordinator.orchestration;

import io.drover.contracts.Messages;
import io.drover.contracts.Result;
import io.drover.contracts.UnknownMessageException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** The edge of the results topic: a poll's results, by execution, each in one transaction. */
@ApplicationScoped
public class ResultConsumer {

    private static final Logger LOG = Logger.getLogger(ResultConsumer.class);

    private final Orchestrator orchestrator;

    ResultConsumer(Orchestrator orchestrator) {
        this.orchestrator = orchestrator;
    }

    @Incoming("coordinator-results")
    Uni<Void> accept(List<String> messages) {
        Map<String, List<Result>> byExecution = new LinkedHashMap<>();
        for (String message : messages) {
            try {
                Result result = Messages.decode(message, Result.class);
                byExecution
                        .computeIfAbsent(result.batch().execution(), id -> new ArrayList<>())
                        .add(result);
            } catch (UnknownMessageException e) {
                LOG.warnf("A message on the results topic is left out: %s", e.getMessage());
            }
        }
        return Multi.createFrom()
                .iterable(byExecution.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> orchestrator.accept(entry.getKey(), entry.getValue()))
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
