package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.http.Call;
import io.drover.http.HttpConnection;
import io.drover.http.Reply;
import io.drover.http.Sent;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Creates one record and never two. qTest has no idempotency keys (docs/contracts/zephyr-scale-and-qtest.md §0.2 fact 10): where an answer
 * is lost, it looks whether the record is there before it sends the request again. Remembers from one try to the next what is
 * not known. Used by one thread at a time.
 */
final class Creation {

    /** As many as fit into the usual patience, so that a system that fails now and then costs no record. */
    private static final int ATTEMPTS = 6;

    private static final int ATTEMPTS_AGAIN = 3;

    /** With these the system, or what stands before it, has answered; after the others it may still be at work. */
    private static final Set<String> ANSWERED = Set.of("SYSTEM_FAILING", "NOT_JSON", "UNEXPECTED_SHAPE");

    /** What became of a creation. */
    sealed interface Created {

        /**
         * @param answer the record as qTest answered it; of one that is resolved, nothing
         * @param resolved whether the answer was lost and the record found afterwards
         */
        record Made(String id, JsonNode answer, boolean resolved) implements Created {}

        record Refused(Reply reply) implements Created {}
    }

    private final HttpConnection http;
    private final Duration patience;
    private final Runnable checkOwnership;
    private final Supplier<List<String>> find;
    private int tries;
    private boolean sent;
    private boolean unanswered;

    /** @param find target ids of the record, from a place that sees new records at once */
    Creation(HttpConnection http, Duration patience, Runnable checkOwnership, Supplier<List<String>> find) {
        this.http = http;
        this.patience = patience;
        this.checkOwnership = checkOwnership;
        this.find = find;
    }

    /** Whether the record may be in the target although nothing was found: somebody has to look again later. */
    boolean inDoubt() {
        return sent || unanswered;
    }

    /**
     * Tries, several times at first and fewer when called again. The first thing is to look, when an earlier try was not
     * answered.
     *
     * @throws ConnectorException when looking fails too, or the answer is lost time after time
     */
    Created create(Call call) {
        int attempts = tries++ == 0 ? ATTEMPTS : ATTEMPTS_AGAIN;
        if (inDoubt()) {
            Optional<Created> made = look();
            if (made.isPresent()) {
                return made.get();
            }
        }
        long deadline = System.nanoTime() + patience.toNanos();
        for (int attempt = 0; ; attempt++) {
            ConnectorException doubt;
            switch (http.create(call, checkOwnership)) {
                case Sent.Answered(Reply reply)
                when reply.ok() -> {
                    Optional<Created> made = made(reply);
                    if (made.isPresent()) {
                        return made.get();
                    }
                    doubt = reply.failure(
                            "UNEXPECTED_SHAPE", FailureType.EXTERNAL, "answered without an id", "Look at its version.");
                }
                case Sent.Answered(Reply reply) -> {
                    return new Created.Refused(refusal(reply));
                }
                case Sent.InDoubt(ConnectorException why) -> doubt = why;
            }
            sent = true;
            unanswered |= !ANSWERED.contains(doubt.code());
            http.backOff(attempt);
            Optional<Created> made = look();
            if (made.isPresent()) {
                return made.get();
            }
            if (attempt == attempts - 1 || System.nanoTime() - deadline > 0) {
                throw doubt;
            }
        }
    }

    /** What was answered and is not there was not done. */
    private Optional<Created> look() {
        List<String> found = find.get();
        sent = false;
        return found.stream().findFirst().map(id -> new Created.Made(id, MissingNode.getInstance(), true));
    }

    /** @throws ConnectorException for a refusal that is not clearly one of this record */
    static Reply refusal(Reply reply) {
        if (reply.status() == 401 || reply.status() == 403 || reply.status() < 400) {
            throw reply.failure();
        }
        return reply;
    }

    /** @throws ConnectorException for a refusal that is not clearly one of this record */
    static Reply refusalUnlessOk(Reply reply) {
        return reply.ok() ? reply : refusal(reply);
    }

    private static Optional<Created> made(Reply reply) {
        try {
            JsonNode answer = reply.json();
            JsonNode id = answer.path("id");
            return id.asLong(0) == 0 ? Optional.empty() : Optional.of(new Created.Made(id.asText(), answer, false));
        } catch (ConnectorException e) {
            return Optional.empty(); // Half an answer is no answer: look.
        }
    }
}
