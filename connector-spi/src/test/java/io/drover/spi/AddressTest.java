package io.drover.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.example",
                "https://acme.example/",
                "HTTPS://ACME.Example//",
                "https://acme.example:443/",
                "https://acme.example/./"
            })
    void spellings_of_one_address_are_one(String spelling) {
        assertThat(Address.normal(spelling)).isEqualTo("https://acme.example:443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://acme.example",
                "https://acme.example:8443",
                "https://acme.example/PATH",
                "https://other.example",
                "no address"
            })
    void other_addresses_are_others(String other) {
        assertThat(Address.normal(other)).isNotEqualTo("https://acme.example:443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/zephyr/v2",
                "http://localhost/zephyr/v2",
                "http://LOCALHOST:80/zephyr/v2/",
                "http://localhost./zephyr/v2",
                "http://[::1]/zephyr/v2",
                "http://[0:0:0:0:0:0:0:1]:80/%7aephyr/v2"
            })
    void this_machine_has_one_name_and_a_path_one_spelling(String spelling) {
        assertThat(Address.normal(spelling)).isEqualTo("http://127.0.0.1:80/zephyr/v2");
    }

    @Test
    void what_has_to_be_escaped_stays_escaped() {
        assertThat(Address.normal("https://acme.example/a%20b/%c3%a4"))
                .isEqualTo("https://acme.example:443/a%20b/%C3%A4")
                .isEqualTo(Address.normal("https://acme.example/a%20b/ä/"));
        assertThat(Address.normal("https://acme.example/a%2Fb"))
                .isNotEqualTo(Address.normal("https://acme.example/a/b"));
    }
}
