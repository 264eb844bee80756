package io.drover.connectors.qtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts of steps go to qTest and come back as they were. */
class StepTextsTest {

    private static final List<String> PIECES = List.of(
            "[", "~", "]", "&", "#", "0", "x", "7E", "126", ";", "user", "[~", "[&#126;", "[&#x7E;", "[&#0126;");

    @Test
    void a_mention_is_written_so_that_it_makes_no_parameter() {
        String written = StepTexts.ESCAPE.encode("ask [~accountid:5b10] and [x] ~ [~me]");
        assertThat(written).isEqualTo("ask [&#126;accountid:5b10] and [x] ~ [&#126;me]");
        assertThat(StepTexts.ESCAPE.decode(written)).isEqualTo("ask [~accountid:5b10] and [x] ~ [~me]");
    }

    @Test
    void a_parameter_that_people_made_in_qtest_stays_one_when_it_is_written_back() {
        String read = StepTexts.ESCAPE.decode("log in as [~user]");
        assertThat(read).doesNotContain("[~");
        assertThat(StepTexts.ESCAPE.encode(read)).isEqualTo("log in as [~user]");
    }

    @Test
    void every_text_comes_back_as_it_went_in_both_directions() {
        Random random = new Random(20261130);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String one = text.toString();
            assertThat(StepTexts.ESCAPE.decode(StepTexts.ESCAPE.encode(one))).isEqualTo(one);
            assertThat(StepTexts.ESCAPE.encode(StepTexts.ESCAPE.decode(one))).isEqualTo(one);
        }
    }
}
