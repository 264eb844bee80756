package io.drover.worker;

import io.drover.contracts.Messages;
import io.drover.contracts.Result;
import io.drover.contracts.Topics;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Results on Kafka, keyed by execution. */
@ApplicationScoped
class ResultsTopic implements Results {

    private final WorkerMessages messages;
    private final MutinyEmitter<String> topic;

    ResultsTopic(WorkerMessages messages, @Channel("worker-results") MutinyEmitter<String> topic) {
        this.messages = messages;
        this.topic = topic;
    }

    @Override
    public void send(Result result) {
        topic.sendMessageAndAwait(messages.signed(Topics.RESULTS, Topics.key(result), Messages.encode(result)));
    }
}
