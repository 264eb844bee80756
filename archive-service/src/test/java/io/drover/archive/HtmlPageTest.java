package io.drover.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.Books;
import io.drover.api.ConsentGiven;
import io.drover.archive.Report.KindBooks;
import io.drover.archive.Report.StepTime;
import io.drover.archive.Report.Subject;
import io.drover.contracts.Phase;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlPageTest {

    private static final String HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=y>&amp;";

    @Test
    void text_from_records_never_becomes_markup() throws IOException {
        FindingTally findings = new FindingTally(new Words(Map.of()));
        findings.add(new Finding(HOSTILE, Severity.ERROR, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE));
        String page = render(new Report(
                Report.VERSION,
                new Verdict(Verdict.Tone.UNBALANCED, HOSTILE, List.of(HOSTILE)),
                new Subject(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, Instant.EPOCH, Instant.EPOCH, 0),
                new Books(3, 1, 0, 0, 0, 0, 1, 0),
                List.of(
                        new KindBooks(HOSTILE, HOSTILE, 3, new Books(3, 1, 0, 0, 0, 0, 1, 0), false, false),
                        new KindBooks(HOSTILE, HOSTILE, 3, new Books(3, 1, 0, 0, 0, 0, 1, 0), false, true)),
                List.of(new Proof(HOSTILE, false, HOSTILE)),
                Map.of("ERROR", 1L, "WARNING", 0L, "INFO", 0L),
                findings.groups(),
                List.of(new StepTime(HOSTILE, HOSTILE, HOSTILE, HOSTILE, 0, 0, List.of())),
                new Flow(100, List.of(new Flow.Row(Phase.LOAD, 1, 1, List.of(1.0)))),
                List.of(new ConnectedSystem(
                        "Source",
                        HOSTILE,
                        HOSTILE,
                        Map.of(HOSTILE, HOSTILE),
                        Map.of(HOSTILE, HOSTILE),
                        List.of(HOSTILE))),
                List.of(new MappedField(HOSTILE, HOSTILE, HOSTILE, HOSTILE, true, HOSTILE, List.of(HOSTILE))),
                hostileCourse()));

        assertThat(page)
                .doesNotContain("<script", "<img", "alert('x')", "\"><i")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    }

    @Test
    void a_run_that_moved_nothing_has_a_page_as_well() throws IOException {
        String page = render(new Report(
                Report.VERSION,
                new Verdict(Verdict.Tone.EXPLAINED, "There was nothing to move.", List.of()),
                new Subject("e", "m", "r", "1", null, Instant.EPOCH, Instant.EPOCH, 0),
                Books.NONE,
                List.of(),
                List.of(),
                Map.of("ERROR", 0L, "WARNING", 0L, "INFO", 0L),
                List.of(),
                List.of(),
                new Flow(50, List.of()),
                List.of(),
                List.of(),
                null));

        assertThat(page)
                .contains(
                        "There was nothing to move.",
                        "There were no records to move.",
                        "No record was changed on its way.",
                        "</html>");
    }

    /** The hash of an audit is 64 characters without a place to break: on a telephone it would push the page wide. */
    @Test
    void what_has_no_blank_breaks_where_the_page_ends() throws IOException {
        String page = render(new Report(
                Report.VERSION,
                new Verdict(Verdict.Tone.UNBALANCED, "A sentence.", List.of("f".repeat(64))),
                new Subject("e", "m", "r", "1", null, Instant.EPOCH, Instant.EPOCH, 0),
                Books.NONE,
                List.of(),
                List.of(new Proof("The audit is unchanged", true, "f".repeat(64))),
                Map.of("ERROR", 0L, "WARNING", 0L, "INFO", 0L),
                List.of(),
                List.of(),
                new Flow(50, List.of()),
                List.of(),
                List.of(),
                null));

        assertThat(page)
                .contains("<small>" + "f".repeat(64) + "</small></span></li>", "<ul>")
                .containsPattern("\\.proofs li > span \\{[^}]*min-width: 0;[^}]*overflow-wrap: anywhere;")
                .containsPattern("\\.verdict > div \\{[^}]*min-width: 0;[^}]*overflow-wrap: anywhere;");
    }

    private static Course hostileCourse() {
        ConsentGiven consent = new ConsentGiven(HOSTILE, Instant.EPOCH, Instant.EPOCH);
        Course.Stop stop = new Course.Stop(
                1,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                true,
                true,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                consent,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of(HOSTILE, 1L),
                Map.of(HOSTILE, HOSTILE),
                new OperationRecords.OfStep(3, 2, 1, 1));
        return new Course(true, consent, List.of(stop), List.of(new LostRuns.Lost(HOSTILE, HOSTILE, HOSTILE)), 2);
    }

    private static String render(Report report) throws IOException {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        new HtmlPage().write(report, page);
        return page.toString(StandardCharsets.UTF_8);
    }
}
