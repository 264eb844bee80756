package io.drover.transformer;

import io.drover.worker.CommandChannel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the commands of this service's topic. */
@ApplicationScoped
public class TransformerCommands {

    private final CommandChannel channel;

    TransformerCommands(CommandChannel channel) {
        this.channel = channel;
    }

    @Incoming("transformer-commands")
    @RunOnVirtualThread
    void accept(ConsumerRecord<byte[], byte[]> message) throws InterruptedException {
        channel.accept(message);
    }
}
