package io.drover.coordinator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.AuditHead;
import io.drover.api.AuditLine;
import io.drover.contracts.AuditSignatures;
import io.drover.coordinator.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever can write the database can compute every hash anew, and neither a signature nor what is kept elsewhere. */
class AuditLinesTest {

    private static final String EXECUTION = "20261120-101112-123-abc";

    private final AuditSignatures signatures = new AuditSignatures(TestKeys.KEY);
    private final List<AuditLine> written = chain("ann", "bea", "cem");

    @Test
    void what_was_written_holds_and_is_confirmed_by_what_is_kept_of_it() {
        AuditLines lines = read(written, signed(written));

        assertThat(lines.broken()).isEmpty();
        assertThat(lines.signed()).isEqualTo(3);
        assertThat(lines.confirm("there", List.of(head(1), head(2)))).isEqualTo(2);
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void a_name_that_was_changed_and_all_hashes_computed_anew_is_found_at_its_line() {
        List<AuditLine> framed = chain("ann", "framed.colleague", "cem");

        assertThat(read(framed, signed(written)).broken())
                .hasValueSatisfying(broken ->
                        assertThat(broken).startsWith("line 2: its signature").contains("hashes computed anew"));
    }

    @Test
    void without_signatures_it_is_found_by_what_is_kept_elsewhere() {
        List<AuditLine> framed = chain("ann", "framed.colleague", "cem");
        AuditLines lines = read(framed, unsigned());
        assertThat(lines.broken()).isEmpty();

        assertThat(lines.confirm(
                        "drover.journal",
                        List.of(new AnchoredHead(written.get(0).hash(), null, false, "p"))))
                .isEqualTo(1);
        lines.confirm("drover.journal", List.of(head(1), head(2), head(3)));

        assertThat(lines.broken())
                .hasValueSatisfying(
                        broken -> assertThat(broken).startsWith("line ").contains("drover.journal"));
    }

    @Test
    void a_signature_that_was_taken_away_is_missed() {
        List<@Nullable String> some = new ArrayList<>(signed(written));
        some.set(2, null);
        assertThat(read(written, some).broken()).hasValueSatisfying(broken -> assertThat(broken)
                .startsWith("line 3: it has no signature, and lines before it"));

        AuditLines none = read(written, unsigned());
        none.confirm("drover.journal", List.of(head(2)));
        assertThat(none.broken()).hasValueSatisfying(broken -> assertThat(broken)
                .startsWith("line 2: it has no signature, and drover.journal"));
    }

    @Test
    void lines_that_were_cut_off_are_missed() {
        AuditLines lines = read(written.subList(0, 2), signed(written).subList(0, 2));
        assertThat(lines.broken()).isEmpty();

        assertThat(lines.confirm("the file", List.of(head(1), head(2), head(3))))
                .isEqualTo(2);

        assertThat(lines.broken())
                .hasValueSatisfying(broken ->
                        assertThat(broken).startsWith("line 3: the file").contains("cut off"));
    }

    @Test
    void an_audit_of_a_release_that_did_not_sign_holds_as_before() {
        AuditLines lines = read(written, unsigned());
        lines.endsAt(new AuditHead(3, written.getLast().hash()));

        assertThat(lines.broken()).isEmpty();
        assertThat(lines.signed()).isZero();
        assertThat(lines.confirm(
                        "drover.journal",
                        List.of(new AnchoredHead(written.get(1).hash(), null, false, "p"))))
                .isEqualTo(2);
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void lines_of_both_releases_hold_when_the_later_ones_are_signed() {
        List<@Nullable String> later = new ArrayList<>(signed(written));
        later.set(0, null);

        assertThat(read(written, later).broken()).isEmpty();
    }

    @Test
    void a_file_of_anchors_gives_back_what_was_added_and_nothing_that_somebody_else_wrote(@TempDir Path folder)
            throws IOException {
        Path path = folder.resolve("anchors.jsonl");
        AnchorFile file = new AnchorFile(path, signatures);
        file.add(EXECUTION, new AuditHead(1, written.get(0).hash()), Instant.EPOCH);
        file.add("another", new AuditHead(2, written.get(1).hash()), Instant.EPOCH);
        String line = Files.readAllLines(path).getFirst();
        Files.writeString(
                path,
                line.replace("\"count\":1", "\"count\":2") + "\nno JSON " + EXECUTION + "\n" + "{\"execution\":\""
                        + EXECUTION,
                StandardOpenOption.APPEND);

        assertThat(file.heads(EXECUTION))
                .containsExactly(new AnchoredHead(written.get(0).hash(), 1L, true, "line 1"));
        assertThat(Files.getPosixFilePermissions(path)).hasSize(2);
    }

    private AuditLines read(List<AuditLine> audit, List<@Nullable String> signed) {
        AuditLines lines = new AuditLines(EXECUTION, signatures);
        for (int i = 0; i < audit.size(); i++) {
            lines.accept(audit.get(i).json(), signed.get(i));
        }
        return lines;
    }

    private AnchoredHead head(int line) {
        return new AnchoredHead(written.get(line - 1).hash(), null, true, "offset " + line);
    }

    private List<@Nullable String> signed(List<AuditLine> audit) {
        List<@Nullable String> signed = new ArrayList<>();
        audit.forEach(line -> signed.add(signatures.sign(EXECUTION, line.seq(), line.hash())));
        return signed;
    }

    private static List<@Nullable String> unsigned() {
        List<@Nullable String> none = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            none.add(null);
        }
        return none;
    }

    private static List<AuditLine> chain(String... names) {
        List<AuditLine> chain = new ArrayList<>();
        AuditHead head = AuditHead.NONE;
        for (String name : names) {
            AuditLine line = AuditLine.after(head, Instant.EPOCH, name, "consent.given", "consent", "typed: yes");
            chain.add(line);
            head = head.after(line);
        }
        return chain;
    }
}
