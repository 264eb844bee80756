package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.connectors.zephyr.model.TestCase.Note;
import io.drover.http.Listing.Row;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a record of a listed test case: adds its script, names for ids. Safe to use from several threads. */
final class CaseReader {

    private final IdNames names;
    private final ScriptReader scripts;
    private final NotMoved notMoved;
    private final RecordSink sink;

    CaseReader(IdNames names, ScriptReader scripts, NotMoved notMoved, RecordSink sink) {
        this.names = names;
        this.scripts = scripts;
        this.notMoved = notMoved;
        this.sink = sink;
    }

    /**
     * Hands on the record, and what is to be said of it; or nothing.
     *
     * @throws ConnectorException when the record cannot be had
     */
    void read(Row row) {
        JsonNode listed = row.value();
        Optional<String> listedKey = ListedEntry.originId(TestCase.TYPE, listed);
        if (listedKey.isEmpty()) {
            sink.finding(ListedEntry.unreadable(TestCase.TYPE, listed, row.place()));
            return;
        }
        String key = listedKey.get();
        List<Finding> findings = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        Script script = scripts.read(key, listed, new StepReader(key, findings, notes), notes);
        TestCase body = CaseValues.of(listed, script, notes, names);
        findings.addAll(notMoved.of(key, listed, body));
        findings.forEach(sink::finding);
        sink.record(new Record(TestCase.TYPE, key, body.toNode()));
    }

    /** Says why a record is not handed on. */
    void reject(Row row, ConnectorException why) {
        String advice =
                switch (why.code()) {
                    case "SCRIPT_NOT_FOUND" ->
                        "Zephyr Scale shows the test case, but gives neither steps nor text of its script; what the"
                                + " target has of it stays as it is. Open the test case there, then run again.";
                    case "SCRIPT_UNREADABLE" ->
                        "Zephyr Scale gives this script neither as steps nor as text; open the test case there.";
                    case "SCRIPT_TYPE_UNKNOWN" ->
                        "Zephyr Scale names a type of script that Drover does not know; the test case is not migrated.";
                    case "LISTING_INCOMPLETE" ->
                        "Zephyr Scale promised more steps than it gave; half a script is not migrated. Open the test case"
                                + " there, then run again.";
                    default ->
                        "Zephyr Scale does not give this record although it is well. Open it there, then run again.";
                };
        String code =
                switch (why.code()) {
                    case "SCRIPT_NOT_FOUND", "SCRIPT_UNREADABLE", "SCRIPT_TYPE_UNKNOWN", "LISTING_INCOMPLETE" ->
                        why.code();
                    default -> "RECORD_UNREADABLE";
                };
        sink.finding(new Finding(
                code,
                Severity.ERROR,
                TestCase.TYPE,
                ListedEntry.originId(TestCase.TYPE, row.value()).orElse(""),
                null,
                why.answer().orElse(String.valueOf(why.getMessage())),
                advice));
    }
}
