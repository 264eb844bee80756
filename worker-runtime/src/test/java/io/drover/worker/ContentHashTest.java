package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One content has one hash, however it is written down. */
class ContentHashTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String BODY = "{\"name\":\"Login\",\"fields\":{\"Tags\":[\"b\",\"a\"],\"Points\":10}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"fields\":{\"Points\":10,\"Tags\":[\"b\",\"a\"]},\"name\":\"Login\"}",
                "{\"name\":\"Login\",\"order\":null,\"fields\":{\"Tags\":[\"b\",\"a\"],\"Points\":10,\"Owner\":null}}",
                "{\"name\":\"Login\",\"fields\":{\"Tags\":[\"b\",\"a\"],\"Points\":10.0}}",
                "{\"name\":\"Login\",\"fields\":{\"Tags\":[\"b\",\"a\"],\"Points\":1e1}}",
                "{\"name\":\"L\\u006fgin\",\"fields\":{\"Tags\":[\"b\",\"a\"],\"Points\":10}}"
            })
    void other_spellings_of_one_content_are_equal(String same) throws Exception {
        assertThat(ContentHash.of(json(same))).isEqualTo(ContentHash.of(json(BODY)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"Login\",\"fields\":{\"Tags\":[\"a\",\"b\"],\"Points\":10}}",
                "{\"name\":\"Login\",\"fields\":{\"Tags\":[\"b\",\"a\"],\"Points\":\"10\"}}",
                "{\"name\":\"Login\",\"fields\":{\"Tags\":[\"b\",\"a\"],\"Points\":10.5}}",
                "{\"name\":\"login\",\"fields\":{\"Tags\":[\"b\",\"a\"],\"Points\":10}}",
                "{\"name\":\"Login\",\"fields\":{\"Tags\":[\"b\",\"a\",null],\"Points\":10}}"
            })
    void another_content_has_another_hash(String other) throws Exception {
        assertThat(ContentHash.of(json(other))).isNotEqualTo(ContentHash.of(json(BODY)));
    }

    @Test
    void a_hash_of_an_earlier_release_is_compared_by_the_rules_of_that_release() throws Exception {
        ContentHash before = new ContentHash(1, "3d4f6b14e7a6d0e8a4ef1a2e2f3b0ff4c0a9c9a1d7d2b6a3f6e9b8c7d6e5f4a3");
        assertThat(before.matches(json(BODY))).isFalse();

        ContentHash ofThatRelease =
                new ContentHash(1, "859c984277e3175cfcbf897a68529202dd9d7ef0a974816e433d5ded70488481");
        assertThat(ofThatRelease.matches(json(BODY))).isTrue();
        assertThat(ofThatRelease.text()).isEqualTo(ofThatRelease.hex());
    }

    @Test
    void a_hash_of_a_later_release_says_nothing() throws Exception {
        assertThat(new ContentHash(3, ContentHash.of(json(BODY)).hex()).matches(json(BODY)))
                .isFalse();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }
}
