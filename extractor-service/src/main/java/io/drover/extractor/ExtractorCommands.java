package io.drover.extractor;

import io.drover.worker.CommandChannel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the commands of this service's topic. */
@ApplicationScoped
public class ExtractorCommands {

    private final CommandChannel channel;

    ExtractorCommands(CommandChannel channel) {
        this.channel = channel;
    }

    @Incoming("extractor-commands")
    @RunOnVirtualThread
    void accept(ConsumerRecord<byte[], byte[]> message) throws InterruptedException {
        channel.accept(message);
    }
}
