package io.drover.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One form for each connector and address, and which use is within which. */
class SecretBindingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://Host.Example/api/v2/ | https://host.example",
                "https://host.example:443 | https://host.example",
                "http://host.example:443 | http://host.example:443",
                "HTTP://127.0.0.1:8080/x | http://127.0.0.1:8080",
                "https://[::1]:8443/ | https://[::1]:8443",
                "ssh://build.example:22 | ssh://build.example",
                "Build.example | build.example",
                "build.example:2222 | build.example:2222"
            })
    void an_address_has_one_form(String given, String form) {
        assertThat(SecretBinding.address(given)).isEqualTo(form);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://",
                "https://user:canary@host.example",
                "https://host.example/?token=canary",
                "https://host.example/#canary",
                "https://host.example\\@canary.example",
                "https://ho st.example",
                "https://host.example:99999",
                "canary@host.example"
            })
    void what_is_no_address_is_refused_and_not_repeated(String given) {
        assertThatThrownBy(() -> SecretBinding.address(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("written like")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "qtest@https://a.example | qtest@https://a.example/x | true",
                "qtest@https://a.example | qtest@http://a.example | false",
                "qtest@https://a.example | qtest@https://a.example:8443 | false",
                "qtest@https://a.example | qtest@https://a.example.evil.example | false",
                "qtest@https://a.example | zephyr-scale@https://a.example | false",
                "agola@http://a:4000,http://b:4000 | agola@http://b:4000 | true",
                "agola@http://b:4000 | agola@http://a:4000,http://b:4000 | false",
                "archive | archive | true",
                "archive | qtest@https://a.example | false",
                "qtest@https://a.example | archive | false"
            })
    void a_secret_is_for_its_connector_and_addresses_and_for_nothing_else(String bound, String use, boolean covers) {
        assertThat(SecretBinding.parse(bound).covers(SecretBinding.parse(use))).isEqualTo(covers);
    }

    @Test
    void it_is_read_as_it_is_written() {
        SecretBinding binding = SecretBinding.parse("agola@http://b:4000/,HTTP://A:4000,http://b:4000");

        assertThat(binding).hasToString("agola@http://a:4000,http://b:4000");
        assertThat(SecretBinding.parse(binding.toString())).isEqualTo(binding);
    }
}
