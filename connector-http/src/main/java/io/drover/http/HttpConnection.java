package io.drover.http;

import io.drover.spi.Connection;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Meter;
import io.drover.spi.Secrets;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Requests of one opened connection: as many at a time as its {@link Allowance}, repeated where that is safe, every one of
 * them metered. Blocks; safe to use from several threads. Closing it gives back its share; the sockets belong to the process.
 */
public final class HttpConnection implements AutoCloseable {

    private static final Runnable NOTHING = () -> {};

    private final Transmission transmission;
    private final Repetition repetition;
    private final HttpSettings settings;

    /**
     * @param system for messages, for example {@code qTest}
     * @param baseUrl without a slash at its end; paths of calls are added to it
     * @throws ConnectorException {@code BASE_URL_INVALID}
     */
    public HttpConnection(
            String system, String baseUrl, Credentials credentials, HttpSettings settings, Connection connection) {
        this(system, baseUrl, credentials, settings, connection, connection.concurrency());
    }

    /** The same with another share than the connection's: 0 for what asks on the share of another. */
    public HttpConnection(
            String system,
            String baseUrl,
            Credentials credentials,
            HttpSettings settings,
            Connection connection,
            int concurrency) {
        this(
                system,
                baseUrl,
                credentials,
                settings,
                concurrency,
                connection.meter(),
                AddressGuard.processDefault(),
                ProxyEnvironment.own(),
                connection.secrets());
    }

    public HttpConnection(
            String system,
            String baseUrl,
            Credentials credentials,
            HttpSettings settings,
            int concurrency,
            Meter meter,
            AddressGuard guard) {
        this(
                system,
                baseUrl,
                credentials,
                settings,
                concurrency,
                meter,
                guard,
                new ProxyEnvironment(Map.of()),
                name -> "");
    }

    HttpConnection(
            String system,
            String baseUrl,
            Credentials credentials,
            HttpSettings settings,
            int concurrency,
            Meter meter,
            AddressGuard guard,
            ProxyEnvironment environment,
            Secrets secrets) {
        this(
                transmission(system, baseUrl, credentials, settings, concurrency, meter, guard, environment, secrets),
                settings);
    }

    private HttpConnection(Transmission transmission, HttpSettings settings) {
        this.transmission = transmission;
        this.repetition = new Repetition(transmission.from(), transmission.meter(), transmission.allowance());
        this.settings = settings;
    }

    private static Transmission transmission(
            String system,
            String baseUrl,
            Credentials credentials,
            HttpSettings settings,
            int concurrency,
            Meter meter,
            AddressGuard guard,
            ProxyEnvironment environment,
            Secrets secrets) {
        String base = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        String origin = Origin.of(system, base);
        Optional<HttpProxy> proxy = proxy(settings, URI.create(base), environment, secrets);
        String from = system + " at " + origin
                + proxy.map(between -> " through the proxy " + between.address())
                        .orElse("");
        Wire wire = new Wire(settings, guard, proxy);
        return new Transmission(from, base, credentials, wire, meter, Allowance.join(base, concurrency));
    }

    private static Optional<HttpProxy> proxy(
            HttpSettings settings, URI base, ProxyEnvironment environment, Secrets secrets) {
        Optional<HttpProxy> found = settings.proxy().isEmpty()
                ? environment.to(base)
                : settings.proxy()
                        .filter(text -> !text.equals(HttpSettings.NO_PROXY))
                        .map(text -> HttpProxy.of(text, "The setting \"http.proxy\"", false));
        return found.map(proxy -> settings.proxyUser()
                .map(user -> proxy.as(user, secrets.value(HttpSettings.PROXY_PASSWORD)))
                .orElse(proxy));
    }

    /** The same connection for questions that a person waits for. */
    public HttpConnection withPatience(Duration patience) {
        return new HttpConnection(transmission, settings.withPatience(patience));
    }

    /** How many threads are worth having: more than the share, so that what other batches lend is used. */
    public int lanes() {
        return 4 * transmission.allowance().share();
    }

    /** System and address, for messages. */
    public String from() {
        return transmission.from();
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
            switch (transmission.attempt(call, patience, lastCheck)) {
                case Attempt.Answer(Reply reply) -> {
                    if (!Repetition.isWorth(reply)) {
                        return reply;
                    }
                    repetition.pause(patience, reply, lastCheck);
                }
                case Attempt.Broken broken -> repetition.pause(patience, call, broken);
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
            switch (transmission.attempt(call, patience, lastCheck)) {
                case Attempt.Answer(Reply reply) -> {
                    if (reply.status() == Repetition.TOO_MANY_REQUESTS) {
                        repetition.pause(patience, reply, lastCheck);
                    } else if (Repetition.isWorth(reply) || reply.status() > 504) {
                        return new Sent.InDoubt(Repetition.failing(reply));
                    } else if (reply.ok() && reply.looksLikeHtml()) {
                        return new Sent.InDoubt(reply.failure(
                                "NOT_JSON", FailureType.EXTERNAL, "answered HTML to", "Check for a proxy between."));
                    } else {
                        return new Sent.Answered(reply);
                    }
                }
                case Attempt.Broken(IOException cause, boolean sent)
                when sent -> {
                    return new Sent.InDoubt(Troubles.failure(from(), call, cause));
                }
                case Attempt.Broken broken -> repetition.pause(patience, call, broken);
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
        return transmission.once(once, wanted, lastCheck, reader);
    }

    /** Waits as long as before the {@code round}-th repetition, the first being 0; for callers that look before re-sending. */
    public void backOff(int round) {
        Pause.until(System.nanoTime() + Patience.backoff(settings, round).toNanos());
    }

    @Override
    public void close() {
        transmission.allowance().close();
    }

    @Override
    public String toString() {
        return "HttpConnection[" + from() + "]";
    }
}
