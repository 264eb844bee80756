package io.drover.http;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Meter;
import io.drover.spi.Turn;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Requests of one opened connection: as many at a time as its {@link Allowance}, repeated where that is safe, every one of
 * them metered. Blocks; safe to use from several threads. Closing it gives back its share; the sockets belong to the process.
 */
public final class HttpConnection implements AutoCloseable {

    private static final Set<Integer> WORTH_REPEATING = Set.of(408, 429, 500, 502, 503, 504);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REDIRECTS = 3;
    private static final int NAME_LOOKUPS = 3;

    /** More than one, since a renewed token can end while many requests wait their turn with it. */
    private static final int RENEWALS = 3;

    private static final Runnable NOTHING = () -> {};

    private final String from;
    private final String base;
    private final Credentials credentials;
    private final HttpSettings settings;
    private final Wire wire;
    private final Meter meter;
    private final Allowance allowance;

    /**
     * @param system for messages, for example {@code qTest}
     * @param baseUrl without a slash at its end; paths of calls are added to it
     * @throws ConnectorException {@code BASE_URL_INVALID}
     */
    public HttpConnection(
            String system,
            String baseUrl,
            Credentials credentials,
            HttpSettings settings,
            int concurrency,
            Meter meter) {
        this(system, baseUrl, credentials, settings, concurrency, meter, AddressGuard.processDefault());
    }

    public HttpConnection(
            String system,
            String baseUrl,
            Credentials credentials,
            HttpSettings settings,
            int concurrency,
            Meter meter,
            AddressGuard guard) {
        this.base = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        this.from = system + " at " + Origin.of(system, base);
        this.credentials = credentials;
        this.settings = settings;
        this.wire = new Wire(settings, guard);
        this.meter = meter;
        this.allowance = Allowance.join(base, concurrency);
    }

    private HttpConnection(HttpConnection other, HttpSettings settings) {
        this.from = other.from;
        this.base = other.base;
        this.credentials = other.credentials;
        this.settings = settings;
        this.wire = other.wire;
        this.meter = other.meter;
        this.allowance = other.allowance;
    }

    /** The same connection for questions that a person waits for. */
    public HttpConnection withPatience(Duration patience) {
        return new HttpConnection(this, settings.withPatience(patience));
    }

    /** How many threads are worth having: more than the share, so that what other batches lend is used. */
    public int lanes() {
        return 4 * allowance.share();
    }

    /** System and address, for messages. */
    public String from() {
        return from;
    }

    /** Sends what may be sent twice, with nothing to check. */
    public Reply send(Call call) {
        return send(call, NOTHING);
    }

    /**
     * Sends what may be sent twice.
     *
     * @param lastCheck as of {@link #create(Call, Runnable)}, before each repetition too
     * @return any answer but those that ask for a repetition (408, 429, 500, 502, 503, 504)
     * @throws ConnectorException when no such answer came in time; {@code ANSWER_TOO_LARGE}, at once, when the answer is
     *     longer than the call allows
     */
    public Reply send(Call call, Runnable lastCheck) {
        Patience patience = new Patience(settings);
        while (true) {
            switch (attempt(call, patience, lastCheck)) {
                case Attempt.Answer(Reply reply) -> {
                    if (!WORTH_REPEATING.contains(reply.status())) {
                        return reply;
                    }
                    pause(patience, reply, lastCheck);
                }
                case Attempt.Broken broken -> pause(patience, call, broken);
            }
        }
    }

    /**
     * Sends what must not be done twice. Repeated only where the system has certainly not done it: it could not be reached,
     * or it answered 429.
     *
     * @param lastCheck runs when nothing is left to wait for, and again as the body goes onto the wire; what it throws is
     *     thrown, and the system sees half a request at most
     */
    public Sent create(Call call, Runnable lastCheck) {
        Patience patience = new Patience(settings);
        while (true) {
            switch (attempt(call, patience, lastCheck)) {
                case Attempt.Answer(Reply reply) -> {
                    if (reply.status() == TOO_MANY_REQUESTS) {
                        pause(patience, reply, lastCheck);
                    } else if (WORTH_REPEATING.contains(reply.status()) || reply.status() > 504) {
                        return new Sent.InDoubt(failing(reply));
                    } else if (reply.ok() && reply.looksLikeHtml()) {
                        return new Sent.InDoubt(reply.failure(
                                "NOT_JSON", FailureType.EXTERNAL, "answered HTML to", "Check for a proxy between."));
                    } else {
                        return new Sent.Answered(reply);
                    }
                }
                case Attempt.Broken(IOException cause, boolean sent)
                when sent -> {
                    return new Sent.InDoubt(Troubles.failure(from, call, cause));
                }
                case Attempt.Broken broken -> pause(patience, call, broken);
            }
        }
    }

    /** The same with nothing to check. */
    public Sent create(Call call) {
        return create(call, NOTHING);
    }

    /**
     * Sends a request once, redirected nowhere, and lets its answer be read as it comes.
     *
     * @throws ConnectorException when the request certainly did not leave, as when the system cannot be reached
     * @throws IOException when it left, or may have: what became of it is not known
     */
    public <T> T once(Once once, Arriving.Reader<T> reader) throws IOException {
        return once(once, NOTHING, NOTHING, reader);
    }

    /**
     * The same with what must hold when it leaves.
     *
     * @param wanted asked about every second while it waits for its turn; what it throws ends the wait and is thrown
     * @param lastCheck runs when nothing is left to wait for but the connection, and not while the body goes out, since what has
     *     begun to arrive may have begun to be done; what it throws is thrown, and nothing was sent
     */
    public <T> T once(Once once, Runnable wanted, Runnable lastCheck, Arriving.Reader<T> reader) throws IOException {
        Pause.until(allowance.holdUntil());
        try {
            allowance.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Pause.interrupted();
        }
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

    /** Waits as long as before the {@code round}-th repetition, the first being 0; for callers that look before re-sending. */
    public void backOff(int round) {
        Pause.until(System.nanoTime() + Patience.backoff(settings, round).toNanos());
    }

    private Attempt attempt(Call call, Patience patience, Runnable lastCheck) {
        for (int renewals = 0; ; renewals++) {
            Optional<String> authorization = credentials.authorization();
            Attempt attempt = transmit(call, patience, authorization, lastCheck);
            boolean refused = attempt instanceof Attempt.Answer(Reply reply) && reply.status() == 401;
            if (!refused || renewals == RENEWALS || !credentials.renew(authorization)) {
                return attempt;
            }
        }
    }

    private Attempt transmit(Call call, Patience patience, Optional<String> authorization, Runnable lastCheck) {
        Pause.until(allowance.holdUntil());
        try {
            allowance.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Pause.interrupted();
        }
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

    private void pause(Patience patience, Reply reply, Runnable wanted) {
        boolean throttled = reply.status() == TOO_MANY_REQUESTS;
        if (throttled) {
            meter.throttled();
        }
        Optional<Duration> asked = RetryAfter.parse(reply.retryAfter(), RetryAfter.clockOf(reply.date()));
        Optional<Duration> longest = meter.longestWait();
        if (throttled && longest.isPresent()) { // Who gives turns holds back the others.
            patience.throttled(asked, longest.get(), failing(reply), wanted);
            meter.repeated();
            return;
        }
        long until = System.nanoTime() + patience.next(asked, failing(reply)).toNanos();
        if (throttled) { // It throttles the account, not the request: the others wait too.
            allowance.holdUntil(until);
        }
        Pause.until(until);
        meter.repeated();
    }

    private void pause(Patience patience, Call call, Attempt.Broken broken) {
        ConnectorException failure = Troubles.failure(from, call, broken.cause());
        boolean unknownHost = failure.code().equals("HOST_UNKNOWN") && patience.pauses() < NAME_LOOKUPS - 1;
        boolean again = failure.type() != FailureType.USER && !(broken.cause() instanceof AnswerTooLargeException);
        if (!again && !unknownHost) {
            throw failure;
        }
        Pause.until(System.nanoTime() + patience.next(Optional.empty(), failure).toNanos());
        meter.repeated();
    }

    private ConnectorException failing(Reply reply) {
        return reply.status() == TOO_MANY_REQUESTS
                ? reply.failure("THROTTLED", FailureType.EXTERNAL, "limits requests:", "Lower the rate or wait.")
                : reply.failure(
                        "SYSTEM_FAILING",
                        FailureType.EXTERNAL,
                        "keeps answering " + reply.status() + " to",
                        "Look at the system's state; the batch is tried again.");
    }

    @Override
    public void close() {
        allowance.close();
    }

    @Override
    public String toString() {
        return "HttpConnection[" + from + "]";
    }
}
