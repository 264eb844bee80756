package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.http.Call;
import io.drover.http.HttpConnection;
import io.drover.http.Reply;
import io.drover.http.Sent;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates one record and never two. qTest has no idempotency keys (reference/zephyr-qtest.md §0.2 fact 10): where an answer
 * is lost, it looks whether the record is there before it sends the request again.
 */
final class Creator {

    private static final int ATTEMPTS = 4;

    /** What became of a creation. */
    sealed interface Created {

        /** @param resolved whether the answer was lost and the record found afterwards */
        record Made(String id, boolean resolved) implements Created {}

        record Refused(Reply reply) implements Created {}
    }

    private final HttpConnection http;
    private final Runnable checkOwnership;

    Creator(HttpConnection http, Runnable checkOwnership) {
        this.http = http;
        this.checkOwnership = checkOwnership;
    }

    /**
     * @param find target ids of the record, from a place that sees new records at once
     * @throws ConnectorException when looking fails too, or the answer is lost time after time
     */
    Created create(Call call, Supplier<List<String>> find) {
        for (int attempt = 0; ; attempt++) {
            ConnectorException doubt;
            switch (http.create(call, checkOwnership)) {
                case Sent.Answered(Reply reply)
                when reply.ok() -> {
                    Optional<String> id = id(reply);
                    if (id.isPresent()) {
                        return new Created.Made(id.get(), false);
                    }
                    doubt = reply.failure(
                            "UNEXPECTED_SHAPE", FailureType.EXTERNAL, "answered without an id", "Look at its version.");
                }
                case Sent.Answered(Reply reply) -> {
                    return new Created.Refused(refusal(reply));
                }
                case Sent.InDoubt(ConnectorException why) -> doubt = why;
            }
            http.backOff(attempt);
            List<String> found = find.get();
            if (!found.isEmpty()) {
                return new Created.Made(found.getFirst(), true);
            }
            if (attempt == ATTEMPTS - 1) {
                throw doubt;
            }
        }
    }

    /** @throws ConnectorException for a refusal that means the whole batch, not this record */
    static Reply refusal(Reply reply) {
        if (reply.status() == 401 || reply.status() == 403 || reply.status() < 400) {
            throw reply.failure();
        }
        return reply;
    }

    /** @throws ConnectorException for a refusal that means the whole batch, not this record */
    static Reply refusalUnlessOk(Reply reply) {
        return reply.ok() ? reply : refusal(reply);
    }

    private static Optional<String> id(Reply reply) {
        try {
            JsonNode id = reply.json().path("id");
            return id.asLong(0) == 0 ? Optional.empty() : Optional.of(id.asText());
        } catch (ConnectorException e) {
            return Optional.empty(); // Half an answer is no answer: look.
        }
    }
}
