package io.drover.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to send one request now, to a system that may limit them. Taken with {@link Meter#turn}, right before the request;
 * closed when its answer was read, or when there is none.
 */
public interface Turn extends AutoCloseable {

    /** Of a system that nobody watches. */
    Turn FREE = new Turn() {};

    /** Tells how the system answered. Without it there was no answer. */
    default void answered(Answered answer) {}

    @Override
    default void close() {}

    /**
     * What an answer says about the requests that the system allows.
     *
     * @param status as HTTP has it: 429 for "too many requests"; 503 with a {@code retryAfter} likewise
     * @param retryAfter how long the system asks to wait
     * @param quotas what it tells of its limits, as far as it tells it
     */
    record Answered(int status, Optional<Duration> retryAfter, List<Quota> quotas) {
        public Answered {
            quotas = List.copyOf(quotas);
        }

        /** Whether the system did not take the request because there are too many. */
        public boolean refused() {
            return status == 429 || (status == 503 && retryAfter.isPresent());
        }
    }

    /**
     * So many requests in so much time.
     *
     * @param requests how many
     * @param window in how much time; null when it is not told
     * @param remaining how many are left now; null when it is not told
     * @param reset how long until there are more; null when it is not told
     */
    record Quota(
            long requests,
            @Nullable Duration window,
            @Nullable Long remaining,
            @Nullable Duration reset) {}
}
