package io.drover.coordinator.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What lies on the topic of the log and is no entry of it: a stranger's messages, which say nothing about any execution. */
public final class PassedOver {

    private static final int NAMED = 10;
    /** Of this release or another; commands and results are ours, but belong elsewhere. */
    private static final Pattern OUR_ENTRY = Pattern.compile("\"type\"\\s*:\\s*\"drover\\.(?!command\"|result\")");

    private final List<String> first = new ArrayList<>();
    private long count;

    /** Whether an entry of ours stood here, so that without it the log would say something else. */
    static boolean isOurs(String text) {
        return OUR_ENTRY.matcher(text).find();
    }

    void add(ConsumerRecord<byte[], byte[]> message) {
        count++;
        if (first.size() < NAMED) {
            first.add("partition " + message.partition() + " offset " + message.offset());
        }
    }

    public long count() {
        return count;
    }

    /** The places of the first ten. */
    @Override
    public String toString() {
        return String.join(", ", first) + (count > first.size() ? " and " + (count - first.size()) + " more" : "");
    }
}
