package io.drover.coordinator.outbox;

import java.util.concurrent.CompletableFuture;

/** Where messages go. */
interface Sender {

    /** Whether the topic can be sent to at all. Blocks for seconds at most. @throws RuntimeException when it cannot */
    void reach(String topic);

    /** Sends to a topic that was reached. The answer comes within seconds. */
    CompletableFuture<?> send(Outgoing message);
}
