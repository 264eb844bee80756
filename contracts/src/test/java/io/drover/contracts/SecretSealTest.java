package io.drover.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSealTest {

    private static final String VALUE = "a token that nobody may read";

    private static final SecretBinding USE = SecretBinding.parse("qtest@https://a.example");

    private final SecretSeal seal = new SecretSeal(key(1));

    @ParameterizedTest
    @ValueSource(strings = {VALUE, "", "ünïcödé 🔑", "line\nbreak"})
    void what_was_sealed_opens(String value) {
        assertThat(seal.open("token", USE, seal.seal("token", USE, value))).isEqualTo(value);
    }

    @Test
    void a_sealed_value_does_not_hold_its_text() {
        byte[] sealed = seal.seal("token", USE, VALUE);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(VALUE);
    }

    @Test
    void the_same_value_is_sealed_differently_each_time() {
        assertThat(seal.seal("token", USE, VALUE)).isNotEqualTo(seal.seal("token", USE, VALUE));
    }

    @Test
    void another_key_does_not_open_it() {
        byte[] sealed = seal.seal("token", USE, VALUE);

        assertThatThrownBy(() -> new SecretSeal(key(2)).open("token", USE, sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("token")
                .hasMessageContaining("another key");
    }

    @Test
    void a_value_moved_to_another_name_does_not_open() {
        byte[] sealed = seal.seal("token", USE, VALUE);

        assertThatThrownBy(() -> seal.open("password", USE, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zephyr-scale@https://a.example", "qtest@https://b.example", "qtest@http://a.example", "qtest"})
    void a_value_whose_row_says_another_use_does_not_open(String other) {
        byte[] sealed = seal.seal("token", USE, VALUE);

        assertThatThrownBy(() -> seal.open("token", SecretBinding.parse(other), sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("row was changed");
    }

    @Test
    void no_byte_can_be_changed_or_cut_off() {
        byte[] sealed = seal.seal("token", USE, VALUE);

        for (int i = 0; i < sealed.length; i++) {
            byte[] tampered = sealed.clone();
            tampered[i] ^= 1;
            assertThatThrownBy(() -> seal.open("token", USE, tampered))
                    .as("byte %d", i)
                    .isInstanceOf(IllegalStateException.class);
            byte[] cut = Arrays.copyOf(sealed, i);
            assertThatThrownBy(() -> seal.open("token", USE, cut))
                    .as("cut at %d", i)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_key_file_may_end_with_a_line_end() {
        assertThat(new SecretSeal(key(1) + "\n").open("token", USE, seal.seal("token", USE, VALUE)))
                .isEqualTo(VALUE);
    }

    @Test
    void a_key_that_it_had_before_opens_and_seals_nothing_new() {
        byte[] before = seal.seal("token", USE, VALUE);
        SecretSeal changed = new SecretSeal(key(2) + "\n" + key(1) + "\n");

        assertThat(changed.open("token", USE, before)).isEqualTo(VALUE);
        byte[] after = changed.seal("token", USE, VALUE);
        assertThat(new SecretSeal(key(2)).open("token", USE, after)).isEqualTo(VALUE);
        assertThatThrownBy(() -> seal.open("token", USE, after)).isInstanceOf(IllegalStateException.class);
        assertThat(changed.keyId())
                .isEqualTo(new SecretSeal(key(2)).keyId())
                .isNotEqualTo(seal.keyId())
                .matches("[0-9a-f]{8}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "this-is-not-base64!"})
    void a_key_that_is_none_is_refused_and_not_repeated(String key) {
        assertThatThrownBy(() -> new SecretSeal(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes in base64")
                .satisfies(e -> assertThat(
                                key.isEmpty() || !String.valueOf(e.getMessage()).contains(key))
                        .isTrue());
    }

    private static String key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
