package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.http.Call;
import io.drover.http.Credentials;
import io.drover.http.HttpConnection;
import io.drover.http.Reply;
import io.drover.spi.Address;
import io.drover.spi.Connection;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Secrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A token in exchange for user and password (docs/contracts/zephyr-scale-and-qtest.md §3.1). Shared by all connections of the process to
 * one account, since each exchange makes a session; renewed when the system refuses it.
 */
final class QTestLogin implements Credentials {

    static final String TOKEN = "token";
    static final String PASSWORD = "password";

    private static final String BEARER = "bearer ";

    private static final Map<Account, QTestLogin> KNOWN = new ConcurrentHashMap<>();

    private record Account(String address, String site, String username, int password) {}

    private final ReentrantLock lock = new ReentrantLock();
    private volatile HttpConnection http;
    private volatile Call exchange;
    private volatile @Nullable String token;

    private QTestLogin(HttpConnection http, Call exchange) {
        this.http = http;
        this.exchange = exchange;
    }

    /** A personal token as it is, or the login of a user. */
    static Credentials of(QTestSettings settings, Connection connection) {
        if (settings.username().isEmpty()) {
            return new PersonalToken(connection.secrets().value(TOKEN));
        }
        String site = settings.site().orElse("");
        String username = settings.username().get();
        String password = connection.secrets().value(PASSWORD);
        HttpConnection http = new HttpConnection(
                "qTest",
                settings.baseUrl(),
                Credentials.basic(encode(site + ":")),
                settings.http(),
                connection,
                0); // it asks on the share of the batch that needs the token
        Call exchange = exchange(username, password);
        QTestLogin login = KNOWN.computeIfAbsent(
                new Account(Address.normal(settings.baseUrl()), site, username, password.hashCode()),
                account -> new QTestLogin(http, exchange));
        login.http = http; // The meter of the connection that is open now counts.
        login.exchange = exchange;
        return new OfConnection(login, connection.secrets());
    }

    @Override
    public Optional<String> authorization() {
        String known = token;
        return Optional.of(known != null ? known : exchanged(null));
    }

    @Override
    public boolean renew(Optional<String> refused) {
        exchanged(refused.orElse(null));
        return true;
    }

    /** One exchange for all who were refused the same token. */
    private String exchanged(@Nullable String refused) {
        lock.lock();
        try {
            String known = token;
            if (known != null && !known.equals(refused)) {
                return known;
            }
            String fresh = BEARER + exchange();
            token = fresh;
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    private String exchange() {
        Reply reply = http.send(exchange);
        if (reply.status() == 400 || reply.status() == 401) {
            throw reply.failure(
                    "TOKEN_REFUSED",
                    FailureType.USER,
                    "refused user name and password at",
                    "Check username, site and the secret password; accounts with single sign-on need a personal"
                            + " token.");
        }
        JsonNode token = reply.json().path("access_token");
        if (!token.isTextual() || token.textValue().isBlank()) {
            throw new ConnectorException(
                    "UNEXPECTED_SHAPE", FailureType.EXTERNAL, http.from() + " answered the login without a token.");
        }
        return token.textValue();
    }

    private static Call exchange(String username, String password) {
        String form = "grant_type=password&username=" + URLEncoder.encode(username, StandardCharsets.UTF_8)
                + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
        return new Call(
                Call.Method.POST,
                "/oauth/token",
                form.getBytes(StandardCharsets.UTF_8),
                "application/x-www-form-urlencoded");
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "QTestLogin[hidden]";
    }

    /**
     * The login as one connection has it: what comes back from the system may repeat the session's token, which nobody stored.
     */
    private record OfConnection(QTestLogin login, Secrets secrets) implements Credentials {

        @Override
        public Optional<String> authorization() {
            Optional<String> header = login.authorization();
            header.ifPresent(given -> secrets.derived(given.substring(BEARER.length())));
            return header;
        }

        @Override
        public boolean renew(Optional<String> refused) {
            return login.renew(refused);
        }

        @Override
        public String toString() {
            return login.toString();
        }
    }

    /** Does not end by itself; a refusal is looked at twice before a run is stopped for it. */
    private static final class PersonalToken implements Credentials {

        private final String header;

        PersonalToken(String token) {
            this.header = BEARER + token;
        }

        @Override
        public Optional<String> authorization() {
            return Optional.of(header);
        }

        @Override
        public boolean renew(Optional<String> refused) {
            return true;
        }

        @Override
        public String toString() {
            return "PersonalToken[hidden]";
        }
    }
}
