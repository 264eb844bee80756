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

    private final SecretSeal seal = new SecretSeal(key(1));

    @ParameterizedTest
    @ValueSource(strings = {VALUE, "", "ünïcödé 🔑", "line\nbreak"})
    void what_was_sealed_opens(String value) {
        assertThat(seal.open("token", seal.seal("token", value))).isEqualTo(value);
    }

    @Test
    void a_sealed_value_does_not_hold_its_text() {
        byte[] sealed = seal.seal("token", VALUE);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(VALUE);
    }

    @Test
    void the_same_value_is_sealed_differently_each_time() {
        assertThat(seal.seal("token", VALUE)).isNotEqualTo(seal.seal("token", VALUE));
    }

    @Test
    void another_key_does_not_open_it() {
        byte[] sealed = seal.seal("token", VALUE);

        assertThatThrownBy(() -> new SecretSeal(key(2)).open("token", sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("token")
                .hasMessageContaining("another key");
    }

    @Test
    void a_value_moved_to_another_name_does_not_open() {
        byte[] sealed = seal.seal("token", VALUE);

        assertThatThrownBy(() -> seal.open("password", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void no_byte_can_be_changed_or_cut_off() {
        byte[] sealed = seal.seal("token", VALUE);

        for (int i = 0; i < sealed.length; i++) {
            byte[] tampered = sealed.clone();
            tampered[i] ^= 1;
            assertThatThrownBy(() -> seal.open("token", tampered))
                    .as("byte %d", i)
                    .isInstanceOf(IllegalStateException.class);
            byte[] cut = Arrays.copyOf(sealed, i);
            assertThatThrownBy(() -> seal.open("token", cut))
                    .as("cut at %d", i)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_key_file_may_end_with_a_line_end() {
        assertThat(new SecretSeal(key(1) + "\n").open("token", seal.seal("token", VALUE)))
                .isEqualTo(VALUE);
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
