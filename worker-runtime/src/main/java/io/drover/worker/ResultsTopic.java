package io.drover.worker;

import io.drover.contracts.Messages;
import io.drover.contracts.Result;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Results on Kafka, keyed by execution. */
@ApplicationScoped
class ResultsTopic implements Results {

    private final MutinyEmitter<String> topic;

    ResultsTopic(@Channel("worker-results") MutinyEmitter<String> topic) {
        this.topic = topic;
    }

    @Override
    public void send(Result result) {
        topic.sendMessageAndAwait(KafkaRecord.of(result.batch().execution(), Messages.encode(result)));
    }
}
