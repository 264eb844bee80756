package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;

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
}
