package io.drover.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.api.ConsentAsked;
import io.drover.api.Execution;
import io.drover.api.ExecutionPlan;
import io.drover.cli.api.ApiJson;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An execution with two consents, of which neither has a backup, past its point of no return. */
class SeveralConsentsTest {

    private final Execution execution = read("""
            {"id":"e-1","migration":"m","state":"STOPPED","passedPointOfNoReturn":true,"steps":[
              {"id":"reset","title":"Empty the target","kind":"operation","state":"SUCCESS"},
              {"id":"reports","title":"Reports","kind":"records","state":"CANCELLED"},
              {"id":"agree","title":"Consent to the clean-up","kind":"operator","state":"WAITING","consent":true,
               "instructions":"Look."}],
             "books":{"reports":{"extracted":5,"loaded":3,"skipped":0,"rejected":0,"dropped":0,"verified":3,"different":0}},
             "consents":{"first":{"by":"ann","at":"2026-11-20T10:00:00Z","expiresAt":"2026-11-20T10:15:00Z"},
                         "agree":{"by":"bea","at":"2026-11-22T10:00:00Z","expiresAt":"2026-11-22T10:15:00Z"}}}
            """, Execution.class);

    @Test
    void a_consent_is_known_as_one_whatever_it_is_called() {
        assertThat(Guidance.waiting(execution, 100)).first().isEqualTo("CONSENT IS NEEDED: Consent to the clean-up");
        assertThat(Guidance.waiting(execution, 100)).anyMatch(line -> line.contains("drover consent --execution e-1"));
    }

    @Test
    void what_is_asked_names_its_step_and_says_that_there_is_no_backup() {
        ConsentAsked asked = read("""
                {"step":"agree","planHash":"f00d","destroys":{"survey.file":7},"phrase":"p","challenge":"c","validSeconds":900}
                """, ConsentAsked.class);

        List<String> lines = ConsentLines.of(execution, asked, "ann");

        assertThat(lines).contains("For the step Consent to the clean-up (agree)");
        assertThat(lines).contains("backup   none: its recipe asks for none, so nothing can restore it");
        assertThat(lines).noneMatch(line -> line.contains("WILL BE IMPORTED"));
    }

    @Test
    void each_consent_is_shown_with_who_gave_it() {
        assertThat(String.join("\n", StepNotes.guards(execution)))
                .contains("first: Consent by ann", "Consent to the clean-up: Consent by bea");
    }

    @Test
    void a_stop_past_the_line_says_what_stands() {
        assertThat(String.join("\n", StepNotes.standing(execution)))
                .contains("nothing is undone")
                .containsPattern("Empty the target +SUCCESS")
                .containsPattern("Reports +CANCELLED +3");
    }

    @Test
    void a_plan_says_what_is_repeated_past_the_line_and_where_a_connector_is_stricter() {
        ExecutionPlan plan = read("""
                {"migration":"m","recipe":"r","hash":"f00d","lastSafeAbort":"agree","steps":[
                 {"number":1,"id":"reset","title":"Empty","kind":"operation","destructive":true,"retry":"SAFE","onFailure":"RETRY",
                  "stricter":"connector c is stricter: it cannot be taken back"},
                 {"number":2,"id":"seal","title":"Seal","kind":"operation","destructive":false,"retry":"SAFE","onFailure":"HOLD"}]}
                """, ExecutionPlan.class);

        String lines = String.join("\n", PlanLines.of(plan, Terminal.NONE));

        assertThat(lines)
                .containsPattern("reset .*retried automatically")
                .containsPattern("seal .*held: a person resumes");
        assertThat(lines).contains("connector c is stricter: it cannot be taken back");
    }

    @Test
    void a_plan_says_what_it_skips_and_why() {
        ExecutionPlan plan = read("""
                {"migration":"m","recipe":"r","hash":"f00d","lastSafeAbort":null,"steps":[
                 {"number":1,"id":"cycles","title":"Test cycles","kind":"records","destructive":false,"retry":"SAFE","onFailure":"RETRY",
                  "skipped":"Not applicable to this path: qTest Manager has no Test cycles."}]}
                """, ExecutionPlan.class);

        assertThat(PlanLines.of(plan, Terminal.NONE))
                .contains("       skipped: Not applicable to this path: qTest Manager has no Test cycles.");
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return ApiJson.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
