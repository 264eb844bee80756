package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsServer;
import io.drover.spi.ConnectorException;
import io.drover.spi.Meter;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through a real proxy to a real TLS server, whose certificate an authority of its own has signed. */
class ProxyTest {

    private static final AddressGuard LOOPBACK = AddressGuard.of("127.0.0.0/8");
    private static final String NAMES = "dns:localhost,ip:127.0.0.1,dns:inside.invalid";

    private static OwnAuthority authority;
    private static HttpsServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        authority = new OwnAuthority(folder);
        server = authority.server(NAMES, "-1d", 10);
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static HttpSettings settings(@Nullable String proxy, @Nullable String user, @Nullable String pem) {
        return new HttpSettings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                false,
                Optional.ofNullable(proxy),
                Optional.ofNullable(user),
                Optional.ofNullable(pem));
    }

    private static HttpConnection connection(
            String url, HttpSettings settings, AddressGuard guard, Map<String, String> environment) {
        return new HttpConnection(
                "Test",
                url,
                Credentials.NONE,
                settings,
                4,
                Meter.NONE,
                guard,
                new ProxyEnvironment(environment),
                name -> name.equals(HttpSettings.PROXY_PASSWORD) ? "canary" : "");
    }

    private static boolean secure(HttpConnection connection) {
        return connection.send(Call.get("/things")).json().path("secure").asBoolean();
    }

    private static ConnectorException failure(HttpConnection connection) {
        return catchThrowableOfType(
                ConnectorException.class,
                () -> connection.send(Call.get("/things")).json());
    }

    @Test
    void a_tunnel_is_asked_for_with_user_and_password() throws Exception {
        try (SmallProxy proxy = new SmallProxy(server.getAddress().getPort(), "me:canary");
                HttpConnection connection = connection(
                        "https://localhost:8443", settings(proxy.url(), "me", authority.pem()), LOOPBACK, Map.of())) {
            assertThat(secure(connection)).isTrue();
            assertThat(proxy.asked).contains("CONNECT localhost:8443");
            assertThat(connection.from())
                    .contains("through the proxy 127.0.0.1:")
                    .doesNotContain("canary");
            for (int status : new int[] {401, 407}) {
                assertThat(connection.send(Call.get("/" + status)).status()).isEqualTo(status);
            }
            assertThat(connection.<Integer>once(Once.get("/once", Duration.ofSeconds(5)), Arriving::status))
                    .isEqualTo(200);
        }
    }

    @Test
    void a_name_that_only_the_proxy_knows_is_reached_and_its_certificate_checked() throws Exception {
        try (SmallProxy proxy = new SmallProxy(server.getAddress().getPort(), null);
                HttpConnection connection = connection(
                        "https://inside.invalid", settings(proxy.url(), null, authority.pem()), LOOPBACK, Map.of());
                HttpConnection other = connection(
                        "https://other.invalid", settings(proxy.url(), null, authority.pem()), LOOPBACK, Map.of())) {
            assertThat(secure(connection)).isTrue();
            ConnectorException e = failure(other);
            assertThat(e.code()).isEqualTo("TLS_FAILED");
            assertThat(e).hasMessageContaining("for another name than the one in baseUrl");
        }
    }

    @Test
    void an_http_address_is_asked_for_through_it_too() throws IOException {
        try (FakeServer plain = new FakeServer(FakeServer.status(200, "{\"secure\":true}"));
                SmallProxy proxy = new SmallProxy(Integer.parseInt(plain.url().replaceAll(".*:", "")), "me:canary");
                HttpConnection connection =
                        connection("http://inside.invalid/v2", settings(proxy.url(), "me", null), LOOPBACK, Map.of())) {
            assertThat(secure(connection)).isTrue();
            assertThat(proxy.asked).containsExactly("GET http://inside.invalid/v2/things");
            assertThat(plain.headers.getFirst()).doesNotContainKey("Proxy-authorization");
        }
    }

    @Test
    void the_environment_names_one_also_in_a_private_network_and_a_setting_does_not() throws Exception {
        try (SmallProxy proxy = new SmallProxy(server.getAddress().getPort(), "me:canary");
                HttpConnection operators = connection(
                        "https://inside.invalid",
                        settings(null, null, authority.pem()),
                        AddressGuard.of(""),
                        Map.of("HTTPS_PROXY", proxy.url().replace("http://", "http://me:canary@")));
                HttpConnection typed = connection(
                        "https://inside.invalid",
                        settings(proxy.url(), "me", authority.pem()),
                        AddressGuard.of(""),
                        Map.of());
                HttpConnection straight = connection(
                        "https://127.0.0.1:" + server.getAddress().getPort(),
                        settings("none", null, authority.pem()),
                        LOOPBACK,
                        Map.of("HTTPS_PROXY", "http://nowhere.invalid"))) {
            assertThat(secure(operators)).isTrue();
            int asked = proxy.asked.size();
            assertThat(failure(typed).code()).isEqualTo("ADDRESS_REFUSED");
            assertThat(secure(straight)).isTrue();
            assertThat(proxy.asked).hasSize(asked);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://169.254.169.254", "http://169.254.169.254", "https://10.0.0.1", "http://[fd00:ec2::254]"
            })
    void what_must_not_be_reached_is_not_asked_of_a_proxy(String url) throws IOException {
        try (SmallProxy proxy = new SmallProxy(server.getAddress().getPort(), null);
                HttpConnection connection =
                        connection(url, settings(null, null, null), LOOPBACK, Map.of("all_proxy", proxy.url()))) {
            assertThat(failure(connection).code()).isEqualTo("ADDRESS_REFUSED");
            assertThat(proxy.asked).isEmpty();
        }
    }

    @Test
    void a_wrong_password_and_a_refusal_say_what_to_do() throws IOException {
        try (SmallProxy proxy = new SmallProxy(server.getAddress().getPort(), "me:another");
                HttpConnection secure =
                        connection("https://inside.invalid", settings(proxy.url(), "me", null), LOOPBACK, Map.of());
                HttpConnection plain =
                        connection("http://inside.invalid", settings(proxy.url(), "me", null), LOOPBACK, Map.of());
                SmallProxy refusing = new SmallProxy(server.getAddress().getPort(), null);
                HttpConnection refused = connection(
                        "https://inside.invalid", settings(refusing.url(), null, null), LOOPBACK, Map.of())) {
            for (HttpConnection connection : new HttpConnection[] {secure, plain}) {
                ConnectorException e = failure(connection);
                assertThat(e.code()).isEqualTo("PROXY_REFUSED");
                assertThat(e)
                        .hasMessageContaining("407")
                        .hasMessageContaining("proxyPassword")
                        .hasMessageNotContaining("canary");
            }
            refusing.refuse(403);
            ConnectorException e = failure(refused);
            assertThat(e.code()).isEqualTo("PROXY_REFUSED");
            assertThat(e)
                    .hasMessageContaining("(403)")
                    .hasMessageContaining("NO_PROXY")
                    .hasMessageNotContaining("\u001b");
        }
    }

    @Test
    void a_proxy_that_is_not_there_is_named() throws IOException {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        try (HttpConnection connection = connection(
                "https://inside.invalid", settings("http://127.0.0.1:" + nobody, null, null), LOOPBACK, Map.of())) {
            ConnectorException e = failure(connection);
            assertThat(e.code()).isEqualTo("HOST_UNREACHABLE");
            assertThat(e).hasMessageContaining("through the proxy 127.0.0.1:" + nobody);
        }
    }

    @Test
    void an_authority_is_trusted_by_connection_or_by_installation_and_else_asked_for() throws Exception {
        String url = "https://127.0.0.1:" + server.getAddress().getPort();
        try (HttpConnection without = connection(url, settings(null, null, null), LOOPBACK, Map.of())) {
            ConnectorException e = failure(without);
            assertThat(e.code()).isEqualTo("TLS_FAILED");
            assertThat(e)
                    .hasMessageContaining("Nobody here knows who has signed its certificate")
                    .hasMessageContaining("http.certificateAuthorities");
        }
        try (HttpConnection with = connection(url, settings(null, null, authority.pem()), LOOPBACK, Map.of())) {
            assertThat(secure(with)).isTrue();
        }
        System.setProperty(Authorities.PROPERTY, authority.file().toString());
        try (HttpConnection ofAll = connection(url, settings(null, null, null), LOOPBACK, Map.of())) {
            assertThat(secure(ofAll)).isTrue();
        } finally {
            System.clearProperty(Authorities.PROPERTY);
        }
        assertThat(catchThrowableOfType(
                                ConnectorException.class,
                                () -> connection(url, settings(null, null, "no PEM"), LOOPBACK, Map.of()))
                        .code())
                .isEqualTo("SETTING_INVALID");
    }

    @Test
    void a_certificate_that_has_expired_is_told_as_that() throws Exception {
        HttpsServer old = authority.server(NAMES, "-10d", 2);
        try (HttpConnection connection = connection(
                "https://127.0.0.1:" + old.getAddress().getPort(),
                settings(null, null, authority.pem()),
                LOOPBACK,
                Map.of())) {
            ConnectorException e = failure(connection);
            assertThat(e.code()).isEqualTo("TLS_FAILED");
            assertThat(e).hasMessageContaining("has expired");
        } finally {
            old.stop(0);
        }
    }
}
