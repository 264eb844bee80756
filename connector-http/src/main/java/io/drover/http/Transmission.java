package io.drover.http;

import io.drover.spi.Meter;
import io.drover.spi.Turn;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One try of one request: its share of the allowance, its turn, its token, its redirects. */
record Transmission(String from, String base, Credentials credentials, Wire wire, Meter meter, Allowance allowance) {

    private static final int UNAUTHORIZED = 401;
    private static final int REDIRECTS = 3;

    /** More than one, since a renewed token can end while many requests wait their turn with it. */
    private static final int RENEWALS = 3;

    /** Sends what is read whole, once more with a renewed token where the system refuses it. */
    Attempt attempt(Call call, Patience patience, Runnable lastCheck) {
        for (int renewals = 0; ; renewals++) {
            Optional<String> authorization = credentials.authorization();
            Attempt attempt = transmit(call, patience, authorization, lastCheck);
            boolean refused = attempt instanceof Attempt.Answer(Reply reply) && reply.status() == UNAUTHORIZED;
            if (!refused || renewals == RENEWALS || !credentials.renew(authorization)) {
                return attempt;
            }
        }
    }

    private Attempt transmit(Call call, Patience patience, Optional<String> authorization, Runnable lastCheck) {
        allowance.acquire();
        try {
            return new Attempt.Answer(follow(call, patience, authorization, lastCheck));
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw Pause.interrupted();
            }
            return new Attempt.Broken(e, !Troubles.beforeSending(e));
        } finally {
            allowance.release();
        }
    }

    /** Redirects are followed for GET only; each address is checked like the first, and the token stays at home. */
    private Reply follow(Call call, Patience patience, Optional<String> authorization, Runnable lastCheck)
            throws IOException {
        URI home = URI.create(base + call.path());
        URI uri = home;
        for (int hops = 0; ; hops++) {
            Optional<String> token = Origin.same(home, uri) ? authorization : Optional.empty();
            Reply reply = exchange(call, uri, patience, token, lastCheck);
            Optional<URI> onward = Origin.redirect(uri, reply);
            if (call.method() != Call.Method.GET || onward.isEmpty() || hops == REDIRECTS) {
                return reply;
            }
            uri = onward.get();
        }
    }

    private Reply exchange(Call call, URI uri, Patience patience, Optional<String> token, Runnable lastCheck)
            throws IOException {
        long asked = System.nanoTime();
        try (Turn turn = meter.turn(uri.toString(), lastCheck)) {
            patience.waited(System.nanoTime() - asked);
            lastCheck.run();
            try (Meter.Exchange exchange = meter.begin(call.method().name(), uri.getPath())) {
                Reply reply = wire.exchange(from, call, uri, token, exchange.headers(), lastCheck, turn);
                exchange.answered(reply.status());
                return reply;
            }
        }
    }

    /** As of {@link HttpConnection#once(Once, Runnable, Runnable, Arriving.Reader)}. */
    <T> T once(Once once, Runnable wanted, Runnable lastCheck, Arriving.Reader<T> reader) throws IOException {
        allowance.acquire();
        // What reads the answer or writes the body may fail to reach another system: that says nothing of this one.
        AtomicBoolean left = new AtomicBoolean();
        URI uri = URI.create(base + once.path());
        try (Turn turn = meter.turn(base, wanted)) {
            Optional<String> authorization = credentials.authorization();
            lastCheck.run();
            try (Meter.Exchange exchange = meter.begin(once.method().name(), uri.getPath())) {
                return wire.exchange(
                        once.telling(() -> left.set(true)), uri, authorization, exchange.headers(), answer -> {
                            left.set(true);
                            turn.answered(LimitHeaders.of(answer.status(), answer.headers()));
                            T read = reader.read(answer);
                            exchange.answered(answer.status());
                            return read;
                        });
            }
        } catch (IOException e) {
            if (!left.get() && Troubles.beforeSending(e)) {
                Call named = new Call(once.method(), once.path(), null, "");
                throw Troubles.failure(from, named, e);
            }
            throw e;
        } finally {
            allowance.release();
        }
    }
}
