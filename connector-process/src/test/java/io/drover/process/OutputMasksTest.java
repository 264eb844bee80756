package io.drover.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutputMasksTest {

    private static final String TEXT = "user=lava password=grün-und-blau; again: grün-und-blaugrün-und-blau grün-und";

    @Test
    void a_secret_is_masked_wherever_its_bytes_are_cut() throws IOException {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(3);

        for (int round = 0; round < 300; round++) {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            try (OutputStream through = new OutputMasks(List.of("grün-und-blau", "grün", "")).through(kept)) {
                for (int at = 0; at < bytes.length; ) {
                    int n = Math.min(1 + random.nextInt(round < 100 ? 1 : 20), bytes.length - at);
                    through.write(bytes, at, n);
                    at += n;
                }
            }

            assertThat(kept.toString(StandardCharsets.UTF_8))
                    .isEqualTo("user=lava password=[masked]; again: [masked][masked] [masked]");
        }
    }

    @Test
    void the_longer_of_two_secrets_counts_and_the_shorter_where_it_does_not_go_on() {
        OutputMasks masks = new OutputMasks(List.of("pass", "password"));

        assertThat(masks.of("password passport pass passwor")).isEqualTo("[masked] [masked]port [masked] [masked]");
        assertThat(new OutputMasks(List.of("ab", "abcdef")).of("abc")).isEqualTo("[masked]c");
    }

    @Test
    void each_line_of_a_secret_of_several_is_one() {
        OutputMasks masks = new OutputMasks(List.of("-----BEGIN KEY-----\nb3BlbnNzaC1rZXk\nxy\n"));

        assertThat(masks.of("read b3BlbnNzaC1rZXk and xy")).isEqualTo("read [masked] and xy");
    }

    @Test
    void a_short_secret_may_be_an_ordinary_word_of_an_argument() {
        OutputMasks masks = new OutputMasks(List.of("lava", "hunter-and-gatherer"));

        assertThat(masks.tells("lavaserver")).isFalse();
        assertThat(masks.tells("--password=hunter-and-gatherer")).isTrue();
    }
}
