package io.drover.coordinator.operations;

import io.drover.contracts.Command;
import io.drover.contracts.Messages;
import io.drover.contracts.Phase;
import io.drover.contracts.Topics;
import io.drover.contracts.UnknownMessageException;
import io.drover.telemetry.TracedSpan;
import io.drover.telemetry.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The spans in which commands leave the outbox. Their ids follow from batch and attempt, so the outbox keeps none. */
@ApplicationScoped
public class CommandTraces {

    private static final Set<String> COMMANDS =
            Stream.of(Phase.values()).map(Topics::commands).collect(Collectors.toUnmodifiableSet());

    private final Tracing tracing;

    CommandTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Of other messages than commands there is none. */
    public TracedSpan begin(String topic, String payload) {
        if (!tracing.isOn() || !COMMANDS.contains(topic)) {
            return TracedSpan.OFF;
        }
        try {
            Command command = Messages.decode(payload, Command.class);
            return tracing.command(
                    topic, command.batch().execution(), command.batch().toString(), command.attempt());
        } catch (UnknownMessageException e) {
            return TracedSpan.OFF; // the worker will say what is wrong with it
        }
    }
}
