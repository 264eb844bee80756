package io.drover.connectors.zephyr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Jira site an access key belongs to. */
class SiteTest {

    private static String key(String claims) {
        return part("{\"alg\":\"HS256\"}") + "." + part(claims) + ".c2ln";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_key_names_its_site_whoever_made_it() {
        String one = key("{\"context\":{\"baseUrl\":\"https://acme.atlassian.net\",\"user\":{\"accountId\":\"a\"}}}");
        String other = key(
                "{\"context\":{\"user\":{\"accountId\":\"b\"},\"baseUrl\":\"https://ACME.atlassian.net/\"},\"exp\":1}");
        assertThat(Site.of(one)).contains("https://acme.atlassian.net:443").isEqualTo(Site.of(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "a.b",
                "a.%.c",
                "a.bm8ganNvbg.c",
                "a.e30.c",
                "a.eyJjb250ZXh0Ijp7ImJhc2VVcmwiOjd9fQ.c"
            })
    void any_other_key_names_none(String key) {
        assertThat(Site.of(key)).isEmpty();
    }
}
