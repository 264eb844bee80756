package io.drover.worker;

import io.drover.contracts.Buried;
import io.drover.contracts.Command;
import io.drover.contracts.Result;
import io.drover.contracts.UnknownMessageException;
import io.drover.contracts.failpoint.Failpoint;
import io.drover.telemetry.Seldom;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * The edge between a service's command topic and its operations. The offset of a command moves on only after its result is
 * on the results topic, so that a command may be done twice but is never lost.
 */
@ApplicationScoped
public class CommandChannel {

    private static final Logger LOG = Logger.getLogger(CommandChannel.class);

    private final WorkerMessages messages;
    private final BatchRunner runner;
    private final Attempts attempts;
    private final AttemptFigures figures;
    private final Results results;
    private final Shutdown shutdown;
    private final MutinyEmitter<byte[]> deadLetters;
    private final Seldom buried = new Seldom();
    private final Seldom unwanted = new Seldom();

    CommandChannel(
            WorkerMessages messages,
            BatchRunner runner,
            Attempts attempts,
            AttemptFigures figures,
            Results results,
            Shutdown shutdown,
            @Channel("worker-dead-letters") MutinyEmitter<byte[]> deadLetters) {
        this.messages = messages;
        this.runner = runner;
        this.attempts = attempts;
        this.figures = figures;
        this.results = results;
        this.shutdown = shutdown;
        this.deadLetters = deadLetters;
    }

    /** Does what a message of any bytes commands; blocks until the result is published. */
    public void accept(ConsumerRecord<byte[], byte[]> message) throws InterruptedException {
        Command command;
        try {
            command = messages.open(message, Command.class);
        } catch (UnknownMessageException e) {
            bury(message, String.valueOf(e.getMessage()));
            return;
        }
        Failpoint.COMMAND_RECEIVED.pass(command.batch());
        if (!perform(command)) {
            LOG.infof("This process ends, and leaves a batch to another batchId=%s", command.batch());
            // Both returning and throwing would move the offset past the command.
            shutdown.awaitLeaving();
            return;
        }
        Failpoint.RESULT_SENT.pass(command.batch());
    }

    private void bury(ConsumerRecord<byte[], byte[]> message, String reason) {
        if (buried.isWorthALine()) {
            LOG.warnf(
                    "Message moved to the dead letters topic=%s partition=%d offset=%d soFar=%d: %s",
                    message.topic(), message.partition(), message.offset(), buried.count(), reason);
        }
        figures.deadLetter();
        Buried letter =
                Buried.of(message.topic(), message.key(), message.value(), WorkerMessages.signature(message), reason);
        RecordHeaders headers = new RecordHeaders();
        letter.headers().forEach(headers::add);
        deadLetters.sendMessageAndAwait(Message.of(
                letter.value(),
                Metadata.of(OutgoingKafkaRecordMetadata.<byte[]>builder()
                        .withKey(letter.key())
                        .withHeaders(headers)
                        .build())));
    }

    /** @return false when this process ends, and leaves the command to another */
    private boolean perform(Command command) {
        try (Shutdown.Running running = shutdown.begin(command.batch())) {
            Result result = attempts.watch(command, one -> runner.run(one, running));
            running.settle();
            if (BatchRunner.isUnwanted(result)) {
                if (unwanted.isWorthALine()) {
                    LOG.infof(
                            "Nobody waits for this attempt, and nothing is done batchId=%s attempt=%d soFar=%d",
                            command.batch(), command.attempt(), unwanted.count());
                }
            } else {
                results.send(result);
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        } catch (RuntimeException e) {
            if (shutdown.handsBack()) {
                return false; // the manifest is there, for whoever takes the command next
            }
            throw e;
        }
    }
}
