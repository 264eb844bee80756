package io.drover.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever can write to Kafka and has not the key can send nothing that anybody takes. */
class SignaturesTest {

    private static final String EXECUTION = "20261120-101112-123-abc";
    private static final byte[] KEY = utf8(EXECUTION);
    private static final byte[] CANCEL =
            utf8(Messages.encode(new Cancel(Cancel.VERSION, EXECUTION, Instant.EPOCH, List.of("load"))));

    private final Signatures signatures = new Signatures(InstallationKey.of(key(1)));

    @Test
    void what_was_signed_is_read() throws UnknownMessageException {
        byte[] header = signatures.sign(Topics.CANCELLATIONS, KEY, CANCEL);

        assertThat(open(Topics.CANCELLATIONS, KEY, CANCEL, header).steps()).containsExactly("load");
        assertThat(signatures.check(Topics.CANCELLATIONS, KEY, CANCEL, header))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void what_was_signed_is_worth_nothing_elsewhere_under_another_key_at_another_time_or_with_another_byte() {
        byte[] header = signatures.sign(Topics.CANCELLATIONS, KEY, CANCEL);
        byte[] other = CANCEL.clone();
        other[other.length - 5] ^= 1;

        refused("forged, changed or moved", () -> open(Topics.RESULTS, KEY, CANCEL, header));
        refused("forged, changed or moved", () -> open(Topics.CANCELLATIONS, utf8("other"), CANCEL, header));
        refused("forged, changed or moved", () -> open(Topics.CANCELLATIONS, null, CANCEL, header));
        refused("forged, changed or moved", () -> open(Topics.CANCELLATIONS, KEY, other, header));
        refused("forged, changed or moved", () -> open(Topics.CANCELLATIONS, KEY, null, header));
        String later = new String(header, StandardCharsets.US_ASCII).replaceFirst("1:\\d", "1:9");
        refused("forged, changed or moved", () -> open(Topics.CANCELLATIONS, KEY, CANCEL, utf8(later)));
    }

    @Test
    void where_a_field_ends_is_signed_with_it() {
        byte[] header = signatures.sign("t", utf8("ab"), utf8("c"));

        refused("forged, changed or moved", () -> signatures.check("t", utf8("a"), utf8("bc"), header));
        refused("forged, changed or moved", () -> signatures.check("t", utf8("abc"), utf8(""), header));
    }

    @Test
    void a_key_of_another_installation_or_of_another_purpose_signs_nothing() {
        byte[] header = new Signatures(InstallationKey.of(key(2))).sign(Topics.CANCELLATIONS, KEY, CANCEL);
        Signer audit = InstallationKey.of(key(1)).signer("audit");

        refused("not of this installation", () -> open(Topics.CANCELLATIONS, KEY, CANCEL, header));
        assertThat(InstallationKey.of(key(1)).signer("other").signed(audit.sign("line"), "line"))
                .isFalse();
    }

    @Test
    void a_message_under_a_key_that_is_not_its_own_is_refused_though_it_was_signed() {
        byte[] wrong = utf8("another-execution");
        byte[] header = signatures.sign(Topics.CANCELLATIONS, wrong, CANCEL);

        refused("under another key", () -> open(Topics.CANCELLATIONS, wrong, CANCEL, header));
    }

    @Test
    void what_an_earlier_key_signed_is_still_known_and_nothing_new_is_signed_with_it() throws UnknownMessageException {
        byte[] header = signatures.sign(Topics.CANCELLATIONS, KEY, CANCEL);
        Signatures rotated = new Signatures(InstallationKey.of(key(3) + "\n" + key(1) + "\n"));

        assertThat(rotated.check(Topics.CANCELLATIONS, KEY, CANCEL, header)).isNotNull();
        refused(
                "not of this installation",
                () -> signatures.check(
                        Topics.CANCELLATIONS, KEY, CANCEL, rotated.sign(Topics.CANCELLATIONS, KEY, CANCEL)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1::",
                "1:1:short",
                "1:-1:AAAA",
                "2:1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "\uFFFF"
            })
    void a_header_of_any_bytes_is_no_signature(String header) {
        refused("none that this release knows", () -> open(Topics.CANCELLATIONS, KEY, CANCEL, utf8(header)));
        refused("none that this release knows", () -> open(Topics.CANCELLATIONS, KEY, CANCEL, new byte[9_999]));
        refused(
                "forged, changed or moved",
                () -> open(Topics.CANCELLATIONS, KEY, CANCEL, utf8("1:1:" + "A".repeat(43) + "=")));
        refused("nobody of this installation", () -> open(Topics.CANCELLATIONS, KEY, CANCEL, null));
    }

    /** RFC 5869, test case 3: no salt, no info; its first block. */
    @Test
    void keys_are_derived_by_hkdf() {
        byte[] input = new byte[22];
        java.util.Arrays.fill(input, (byte) 0x0b);

        assertThat(HexFormat.of().formatHex(InstallationKey.derive(input, "")))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    }

    @Test
    void without_a_key_nothing_starts_and_the_message_says_how_to_make_one(@TempDir Path directory) throws Exception {
        assertThatThrownBy(() -> InstallationKey.read(Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("drover.secrets.key-file")
                .hasMessageContaining("head -c 32");
        Path file = directory.resolve("key");
        assertThatThrownBy(() -> InstallationKey.read(Optional.of(file))).hasMessageContaining("cannot be read");
        for (String text : List.of("", " \n\n", "s3cret", Base64.getEncoder().encodeToString(new byte[31]))) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> InstallationKey.read(Optional.of(file)))
                    .hasMessageContaining("holds no key")
                    .hasMessageNotContaining("s3cret");
        }
    }

    private Cancel open(String topic, byte @Nullable [] messageKey, byte @Nullable [] value, byte @Nullable [] header)
            throws UnknownMessageException {
        return signatures.open(topic, messageKey, value, header, Cancel.class);
    }

    private static void refused(String why, ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOf(UnknownMessageException.class).hasMessageContaining(why);
    }

    private static String key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
