package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drover.spi.ConnectorException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyEnvironmentTest {

    private static String way(Map<String, String> variables, String uri) {
        return new ProxyEnvironment(variables)
                .to(URI.create(uri))
                .map(HttpProxy::address)
                .orElse("straight");
    }

    @ParameterizedTest
    @CsvSource({
        "https_proxy, http://p:3128, https://a.example, p:3128",
        "HTTPS_PROXY, http://p:3128/, https://a.example, p:3128",
        "HTTPS_PROXY, p:3128, https://a.example, p:3128",
        "HTTPS_PROXY, http://p, https://a.example, p:80",
        "HTTPS_PROXY, http://p:3128, http://a.example, straight",
        "http_proxy, http://p:3128, http://a.example, p:3128",
        "HTTP_PROXY, http://p:3128, https://a.example, straight",
        "all_proxy, http://p:3128, https://a.example, p:3128",
        "HTTPS_PROXY, ' ', https://a.example, straight",
        "HTTPS_PROXY, http://p:3128, https://localhost:8443, straight",
        "HTTPS_PROXY, http://p:3128, https://127.0.0.1, straight",
        "HTTPS_PROXY, http://p:3128, 'https://[::1]:8443', straight"
    })
    void the_usual_variables_are_read(String name, String value, String uri, String way) {
        assertThat(way(Map.of(name, value), uri)).isEqualTo(way);
    }

    @Test
    void lower_case_counts_first() {
        assertThat(way(Map.of("https_proxy", "http://lower:1", "HTTPS_PROXY", "http://upper:2"), "https://a.example"))
                .isEqualTo("lower:1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                        | https://a.example        | straight",
                "a.example                | https://a.example        | straight",
                "A.Example                | https://a.example        | straight",
                "a.example                | https://b.a.example      | straight",
                "a.example                | https://ba.example       | p:1",
                ".a.example               | https://b.a.example      | straight",
                ".a.example               | https://a.example        | straight",
                "*.a.example              | https://b.a.example      | straight",
                "a.example.               | https://a.example        | straight",
                "a.example                | https://a.example.       | straight",
                "a.example:443            | https://a.example        | straight",
                "a.example:8443           | https://a.example        | p:1",
                "x, a.example ,y          | https://a.example        | straight",
                "x a.example              | https://a.example        | straight",
                "10.0.0.0/8               | https://10.1.2.3         | straight",
                "10.0.0.0/8               | https://11.1.2.3         | p:1",
                "10.1.2.3                 | https://10.1.2.3         | straight",
                "10.1.2.3:8443            | https://10.1.2.3:8443    | straight",
                "10.1.2.3:8443            | https://10.1.2.3:443     | p:1",
                "fd00::/8                 | https://[fd00::7]        | straight",
                "[fd00::7]                | https://[fd00::7]        | straight",
                "[fd00::7]:8443           | https://[fd00::7]:8443   | straight",
                "[fd00::7]:8443           | https://[fd00::7]        | p:1",
                "0.0.0.0/999              | https://10.1.2.3         | p:1",
                ",,  ,                    | https://a.example        | p:1",
                "example                  | https://example.com      | p:1"
            })
    void exceptions_are_read_in_every_form(String noProxy, String uri, String way) {
        assertThat(way(Map.of("https_proxy", "http://p:1", "no_proxy", noProxy), uri))
                .isEqualTo(way);
        assertThat(way(Map.of("https_proxy", "http://p:1", "NO_PROXY", noProxy), uri))
                .isEqualTo(way);
    }

    @Test
    void user_and_password_stand_in_the_address_and_are_shown_nowhere() {
        HttpProxy proxy = new ProxyEnvironment(Map.of("https_proxy", "http://me:can%40ary@p:1"))
                .to(URI.create("https://a.example"))
                .orElseThrow();
        assertThat(proxy.user()).isEqualTo("me");
        assertThat(proxy.password()).isEqualTo("can@ary");
        assertThat(proxy.toString()).isEqualTo("HttpProxy[p:1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"socks5://me:canary@p:1", "https://p:1", "http://", "::", "http://me:canary@p:1?x", "p:x y"})
    void what_is_no_http_proxy_is_told_and_never_gone_around(String value) {
        ConnectorException e = catchThrowableOfType(
                ConnectorException.class, () -> way(Map.of("HTTPS_PROXY", value), "https://a.example"));
        assertThat(e.code()).isEqualTo("PROXY_INVALID");
        assertThat(e).hasMessageContaining("HTTPS_PROXY").hasMessageNotContaining("canary");
    }
}
