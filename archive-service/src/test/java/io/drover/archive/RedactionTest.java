package io.drover.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private final Redaction redaction = new Redaction(List.of("s3cr3t-value"));

    @Test
    void names_of_secrets_stay_and_values_go() throws JsonProcessingException {
        assertThat(of("{'secrets':{'token':'zephyr-token'},'settings':{'token':'abc','apiKey':7,'projectKey':'MM'}}"))
                .isEqualTo(
                        "{'secrets':{'token':'zephyr-token'},'settings':{'token':'[masked]','apiKey':'[masked]','projectKey':'MM'}}");
    }

    @Test
    void a_known_value_is_masked_wherever_it_stands() throws JsonProcessingException {
        assertThat(of("{'detail':['x s3cr3t-value y']}")).isEqualTo("{'detail':['x [masked] y']}");
    }

    @Test
    void what_has_the_shape_of_a_token_is_masked_in_any_text() {
        assertThat(redaction.of("got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln from https://me:pw@host/x"))
                .isEqualTo("got [masked] from https://[masked]@host/x");
    }

    @Test
    void a_kind_that_is_called_secret_is_counted_like_any_other() throws JsonProcessingException {
        String counts = "{'totals':{'in.secret':22},'books':{'secret':{'loaded':22}},'findings':{'TOKEN':1}}";
        assertThat(of(counts)).isEqualTo(counts);
        assertThat(of("{'totals':{'in.secret':'s3cr3t-value'}}")).isEqualTo("{'totals':{'in.secret':'[masked]'}}");
    }

    @Test
    void ordinary_texts_stay_as_they_are() throws JsonProcessingException {
        String text = "{'evidence':'a bearer of news, a basic test, a token of thanks','key':'MM-T1','expected':12}";
        assertThat(of(text)).isEqualTo(text);
    }

    private String of(String json) throws JsonProcessingException {
        return redaction
                .of(ArchiveJson.MAPPER.readTree(json.replace('\'', '"')))
                .toString()
                .replace('"', '\'');
    }
}
