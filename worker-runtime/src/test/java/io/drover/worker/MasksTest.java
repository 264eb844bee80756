package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of secrets in texts, in every form in which an answer may hold them. */
class MasksTest {

    private final Masks masks = new Masks(List.of("top/secret+value\"1", "other-value"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "as top/secret+value\"1 it is | as *** it is",
                "in JSON top/secret+value\\\"1. | in JSON ***.",
                "in a link top%2Fsecret%2Bvalue%221 | in a link ***",
                "in base64 dG9wL3NlY3JldCt2YWx1ZSIx | in base64 ***",
                "other-value and other-value | *** and ***",
                "cut top/secret+val… | cut ***…",
                "cut twice top/s… and other-v… | cut twice ***… and ***…",
                "top/s… | ***…",
                "other-value… | ***…",
                "not in the middle: top/s, other | not in the middle: top/s, other",
                "on the top… | on the top…",
                "… | …"
            })
    void no_value_and_no_beginning_of_a_cut_one_is_left(String text, String masked) {
        assertThat(masks.of(text)).isEqualTo(masked);
    }

    @Test
    void a_failure_whose_cause_tells_a_value_loses_its_cause() {
        Exception cause = new IllegalStateException("header: Bearer other-value");

        ConnectorException masked =
                masks.of(new ConnectorException("REFUSED", FailureType.USER, "It was refused.", null, cause));

        assertThat(masked).hasMessage("It was refused.").hasNoCause();
    }

    @Test
    void a_failure_that_tells_none_stays_as_it_is() {
        ConnectorException failure =
                new ConnectorException("REFUSED", FailureType.USER, "It was refused.", null, new Exception("why"));

        assertThat(masks.of(failure)).isSameAs(failure);
    }
}
