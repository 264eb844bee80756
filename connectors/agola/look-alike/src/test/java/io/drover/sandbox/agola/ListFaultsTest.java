package io.drover.sandbox.agola;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.agola.AgolaOptions.Pair;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists that do not give what they promise, and a database that does not take what it gets. */
class ListFaultsTest {

    private static final String FIRST_TWO = "/runs?asc&limit=2";
    private static final String NEXT_TWO = FIRST_TWO + "&start=0000001lg004i-0000000000002";

    @RegisterExtension
    static final RunningAgola AGOLA = new RunningAgola(AgolaOptions.quick().target(Pair.REAL_CONVERTED));

    private static final AgolaSandbox sandbox = AGOLA.sandbox();
    private static final AgolaServer source = AGOLA.sandbox().sourceRunservice();
    private static final Asker asker = AGOLA.asker();

    @Test
    void a_cap_holds_whatever_the_limit_says() throws IOException {
        source.faults().set(AgolaFault.LIST_CAPPED, Rule.at(3));

        assertThat(runs("/runs?asc&limit=40")).containsExactly("1", "2", "3");
    }

    @Test
    void a_list_that_ends_early_has_an_empty_page_after_it() throws IOException {
        source.faults().set(AgolaFault.LIST_ENDS, Rule.at(3));

        assertThat(runs(FIRST_TWO)).containsExactly("1", "2");
        assertThat(runs(NEXT_TWO)).containsExactly("3");
        assertThat(runs("/runs?asc&start=0000001lg004i-0000000000003")).isEmpty();
    }

    @Test
    void a_page_after_the_first_is_empty_or_the_one_before() throws IOException {
        source.faults().set(AgolaFault.LIST_EMPTY, Rule.ONCE);
        source.faults().set(AgolaFault.LIST_REPEATED, Rule.ONCE);

        assertThat(runs(FIRST_TWO)).containsExactly("1", "2");
        assertThat(runs(NEXT_TWO)).isEmpty();
        assertThat(runs(NEXT_TWO)).containsExactly("1", "2");
        assertThat(runs(NEXT_TWO)).containsExactly("3", "4");
    }

    @Test
    void a_page_of_html_comes_with_200() throws IOException {
        source.faults().set(AgolaFault.LIST_HTML, Rule.ONCE);

        Asker.Reply reply = asker.get(source, FIRST_TWO);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).contains("<p>Please sign in.");
    }

    @Test
    void a_postgres_refuses_zeros_when_the_tables_are_gone_and_nothing_else() throws IOException {
        AgolaServer target = sandbox.targetConfigstore();
        target.faults().set(AgolaFault.POSTGRES);
        asker.maintenance(target, true);
        String right = new String(target.export(), StandardCharsets.UTF_8);
        String backslash = right.replaceFirst("\"name\":\"", "\"name\":\"\\\\\\\\u0000");
        String zero = right.replaceFirst("\"name\":\"", "\"name\":\"\\\\u0000");

        assertThat(asker.importing(target, backslash.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
        assertThat(target.content().isEmpty()).isFalse();
        assertThat(asker.importing(target, zero.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(500);
        assertThat(target.content().isEmpty()).isTrue();
        assertThat(target.faults().fired(AgolaFault.POSTGRES)).isEqualTo(1);
    }

    /** The last character of each id. */
    private static List<String> runs(String path) throws IOException {
        return StreamSupport.stream(
                        Json.MAPPER
                                .readTree(asker.get(source, path).body())
                                .path("runs")
                                .spliterator(),
                        false)
                .map(run -> run.path("id").asText().substring(26))
                .toList();
    }
}
