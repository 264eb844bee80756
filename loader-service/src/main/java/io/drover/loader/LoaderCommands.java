package io.drover.loader;

import io.drover.worker.CommandChannel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the commands of this service's topic. */
@ApplicationScoped
public class LoaderCommands {

    private final CommandChannel channel;

    LoaderCommands(CommandChannel channel) {
        this.channel = channel;
    }

    @Incoming("loader-commands")
    @RunOnVirtualThread
    void accept(ConsumerRecord<byte[], byte[]> message) throws InterruptedException {
        channel.accept(message);
    }
}
