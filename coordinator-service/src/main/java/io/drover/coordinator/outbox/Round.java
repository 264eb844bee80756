package io.drover.coordinator.outbox;

import io.drover.contracts.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends what was taken from a lane. The journal goes first, since no worker is told what the log does not hold: of an execution whose
 * entry is not taken, nothing else is sent. What an owner has behind a message that was refused before waits for that.
 */
final class Round {

    /** Longer than a producer takes to give up. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(8);

    private final Sender sender;
    private final Map<Outgoing, Throwable> failed = new LinkedHashMap<>();
    private final List<Outgoing> sent = new ArrayList<>();
    private final Set<String> held = new HashSet<>();
    private final Map<String, RuntimeException> unreachable = new HashMap<>();

    private Round(Sender sender) {
        this.sender = sender;
    }

    /** @param rows in order */
    static Round send(Sender sender, List<Outgoing> rows) {
        Round round = new Round(sender);
        List<Outgoing> ready = round.ready(rows);
        round.stage(ready, row -> row.topic().equals(Topics.JOURNAL));
        round.stage(ready, row -> !row.topic().equals(Topics.JOURNAL));
        return round;
    }

    /** Of each owner, all up to the first that was refused before. */
    private List<Outgoing> ready(List<Outgoing> rows) {
        Set<String> doubtful = new HashSet<>();
        List<Outgoing> ready = new ArrayList<>();
        for (Outgoing row : rows) {
            if (!doubtful.contains(row.owner())) {
                ready.add(row);
                if (row.refused() > 0) {
                    doubtful.add(row.owner());
                }
            }
        }
        return ready;
    }

    private void stage(List<Outgoing> rows, Predicate<Outgoing> which) {
        Map<Outgoing, CompletableFuture<?>> sends = new LinkedHashMap<>();
        for (Outgoing row : rows) {
            if (which.test(row) && !held.contains(row.owner())) {
                sends.put(row, send(row));
            }
        }
        long until = System.nanoTime() + PATIENCE_NANOS;
        sends.forEach((row, send) -> {
            Throwable failure = failure(send, until);
            if (failure == null) {
                sent.add(row);
            } else {
                failed.put(row, failure);
                held.add(row.owner());
            }
        });
    }

    private static @Nullable Throwable failure(CompletableFuture<?> send, long until) {
        try {
            send.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        } catch (java.util.concurrent.TimeoutException e) {
            return new TimeoutException("no answer within the round", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TimeoutException("the relay ends", e);
        }
    }

    private CompletableFuture<?> send(Outgoing row) {
        RuntimeException known = unreachable.get(row.topic());
        if (known == null) {
            try {
                sender.reach(row.topic());
                return sender.send(row);
            } catch (RuntimeException e) {
                unreachable.put(row.topic(), e);
                known = e;
            }
        }
        return CompletableFuture.failedFuture(known);
    }

    List<Outgoing> sent() {
        return sent;
    }

    /** Everything that was not taken, with why. */
    Map<Outgoing, Throwable> failed() {
        return failed;
    }

    /**
     * Those that their topic refuses. A topic or partition that is not there is one that refuses only where the broker took something
     * else: when it is away, nothing is wrong with anybody's messages. What goes away by itself, as another leader, is no refusal.
     */
    List<Outgoing> refused() {
        return failed.entrySet().stream()
                .filter(row -> isRefusal(row.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isRefusal(Throwable failure) {
        return failure instanceof RetriableException
                ? failure instanceof TimeoutException && !sent.isEmpty()
                : !(failure instanceof InterruptException);
    }
}
