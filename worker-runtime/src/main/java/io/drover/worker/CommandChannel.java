package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.contracts.Messages;
import io.drover.contracts.UnknownMessageException;
import io.drover.contracts.failpoint.Failpoint;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * The edge between a service's command topic and its operations. The offset of a command moves on only after its result is
 * on the results topic, so that a command may be done twice but never not at all.
 */
@ApplicationScoped
public class CommandChannel {

    private static final Logger LOG = Logger.getLogger(CommandChannel.class);

    private final BatchRunner runner;
    private final Attempts attempts;
    private final AttemptFigures figures;
    private final Results results;
    private final MutinyEmitter<String> deadLetters;

    CommandChannel(
            BatchRunner runner,
            Attempts attempts,
            AttemptFigures figures,
            Results results,
            @Channel("worker-dead-letters") MutinyEmitter<String> deadLetters) {
        this.runner = runner;
        this.attempts = attempts;
        this.figures = figures;
        this.results = results;
        this.deadLetters = deadLetters;
    }

    /** Does what {@code json} commands; blocks until the result is published. */
    public void accept(String json) throws InterruptedException {
        Command command;
        try {
            command = Messages.decode(json, Command.class);
        } catch (UnknownMessageException e) {
            LOG.warnf("Message moved to the dead letters: %s", e.getMessage());
            figures.deadLetter();
            deadLetters.sendMessageAndAwait(
                    KafkaRecord.of("unknown", json).withHeader("drover.reason", String.valueOf(e.getMessage())));
            return;
        }
        Failpoint.COMMAND_RECEIVED.pass(command.batch());
        results.send(attempts.watch(command, runner::run));
        Failpoint.RESULT_SENT.pass(command.batch());
    }
}
