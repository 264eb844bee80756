package io.drover.coordinator.deadletters;

import io.drover.contracts.UnknownMessageException;
import io.drover.coordinator.persistence.DocumentJson;
import io.drover.coordinator.signing.CoordinatorMessages;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** On the topic of dead letters itself, so that it is kept as long as they are: that one of them was put back. */
record ReplayedMark(@Nullable Place replayed) {

    static final String KEY = "drover.replayed";

    record Place(int partition, long offset) {}

    static String of(Place place) {
        return DocumentJson.write(new ReplayedMark(place));
    }

    /** Null when the message is no mark of ours. */
    static @Nullable Place read(ConsumerRecord<byte[], byte[]> message, CoordinatorMessages messages) {
        if (message.key() == null || !DeadMessages.text(message.key()).equals(KEY)) {
            return null;
        }
        try {
            messages.check(message);
            return DocumentJson.read(DeadMessages.text(DeadMessages.bytes(message)), ReplayedMark.class)
                    .replayed();
        } catch (UnknownMessageException | IllegalStateException e) {
            return null; // somebody's message under our key, and dead like the others
        }
    }
}
