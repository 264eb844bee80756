package io.drover.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of any bytes and size are moved out of the way, and are never larger than they came. */
class BuriedTest {

    @Test
    void of_a_long_message_the_first_bytes_are_kept_as_they_are_and_its_length() {
        byte[] junk = filled(360_000);

        Buried buried = Buried.of("drover.results", junk, junk, junk, "no message");

        assertThat(buried.value()).hasSize(64 * 1024).containsOnly((byte) 0xFF);
        assertThat(buried.key()).hasSize(1024);
        assertThat(header(buried, Buried.BYTES)).isEqualTo("360000");
        assertThat(header(buried, Buried.TOPIC)).isEqualTo("drover.results");
        assertThat(header(buried, Buried.REASON)).isEqualTo("no message");
        assertThat(header(buried, Buried.SHA256)).hasSize(64);
        assertThat(buried.headers().get(Signatures.HEADER)).hasSize(1024);
    }

    @Test
    void a_message_of_drovers_own_is_whole_whatever_its_length() {
        byte[] longest = filled(Messages.MAX_BYTES);

        assertThat(Buried.of("t", null, longest, null, "r").value()).isEqualTo(longest);
    }

    @Test
    void a_tombstone_has_no_bytes() {
        Buried buried = Buried.of("t", null, null, null, "r".repeat(5_000));

        assertThat(buried.key()).isNull();
        assertThat(buried.value()).isEmpty();
        assertThat(header(buried, Buried.REASON)).hasSize(1_000);
        assertThat(header(buried, Buried.BYTES)).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 65_536, 65_537, 360_000})
    void bytes_that_are_no_text_are_no_message(int length) {
        assertUnknown(filled(length));
    }

    @Test
    void neither_is_a_tombstone_nor_json_of_another_shape() {
        assertUnknown(null);
        for (String json : new String[] {"null", "[]", "7", "\"\"", "{}", "a".repeat(900_000), "[".repeat(50_000)}) {
            assertUnknown(json.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The database takes no such text, and would be asked again for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"e\u0000x/check/validate/000000", "ex/che ck/validate/000000", "/check/validate/000000"})
    void a_batch_id_has_no_characters_that_nobody_gives_one(String id) {
        assertThatThrownBy(() -> BatchId.parse(id)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertUnknown(byte @Nullable [] bytes) {
        assertThatThrownBy(() -> Messages.decode(bytes, Result.class)).isInstanceOf(UnknownMessageException.class);
    }

    private static String header(Buried buried, String name) {
        return new String(buried.headers().get(name), StandardCharsets.UTF_8);
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }
}
