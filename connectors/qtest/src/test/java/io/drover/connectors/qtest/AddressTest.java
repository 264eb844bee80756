package io.drover.connectors.qtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.qtestnet.com",
                "https://acme.qtestnet.com/",
                "HTTPS://ACME.qTestNet.com//",
                "https://acme.qtestnet.com:443/",
                "https://acme.qtestnet.com/./"
            })
    void spellings_of_one_address_are_one(String spelling) {
        assertThat(Address.normal(spelling)).isEqualTo("https://acme.qtestnet.com:443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://acme.qtestnet.com",
                "https://acme.qtestnet.com:8443",
                "https://acme.qtestnet.com/QTEST",
                "https://other.qtestnet.com",
                "no address"
            })
    void other_addresses_are_others(String other) {
        assertThat(Address.normal(other)).isNotEqualTo("https://acme.qtestnet.com:443");
    }
}
