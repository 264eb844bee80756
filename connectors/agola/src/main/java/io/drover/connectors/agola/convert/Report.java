package io.drover.connectors.agola.convert;

import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts what comes in, goes out and is dropped, and names what does not come out as it went in. */
final class Report {

    private final Consumer<Finding> sink;
    private final Map<String, Long> in = new TreeMap<>();
    private final Map<String, Long> out = new TreeMap<>();
    private final Map<String, Long> dropped = new TreeMap<>();
    private final Map<String, Long> findings = new TreeMap<>();
    private final Set<Finding> ofRecord = new LinkedHashSet<>();
    private Entry entry = new Entry(OldKind.RUN, "", new Bytes());

    Report(Consumer<Finding> sink) {
        this.sink = sink;
    }

    void in(String kind) {
        in.merge(kind, 1L, Long::sum);
    }

    void out(NewKind kind) {
        out.merge(kind.word(), 1L, Long::sum);
    }

    /** A record that is not in the output. */
    void drop(String code, String kind, String id, String advice) {
        dropped.merge(kind, 1L, Long::sum);
        add(new Finding(code, Severity.ERROR, kind, id, null, null, advice));
    }

    void add(Finding finding) {
        findings.merge(finding.code(), 1L, Long::sum);
        sink.accept(finding);
    }

    /** From here on findings are about this record, and wait for {@link #end}; those that wait are forgotten. */
    void begin(Entry record) {
        entry = record;
        ofRecord.clear();
    }

    void end() {
        ofRecord.forEach(this::add);
        ofRecord.clear();
    }

    void unknownField(String name) {
        ofRecord(
                "FIELD_LOST",
                Severity.WARNING,
                name,
                "v0.7.1 does not have this field and v0.8 drops it; nothing to do.");
    }

    void unknownStep() {
        ofRecord("STEP_LOST", Severity.WARNING, "steps", "A step of a type that v0.7.1 does not have becomes null.");
    }

    void lostField(String name) {
        switch (name) {
            case "password" ->
                ofRecord(
                        "PASSWORD_LOST",
                        Severity.WARNING,
                        name,
                        "v0.8 has no passwords: give the user another way in.");
            case "created_at" ->
                ofRecord(
                        "CREATION_TIME_LOST",
                        Severity.INFO,
                        name,
                        "The time of the conversion stands for it, as after a conversion by Agola itself.");
            default -> ofRecord("FIELD_LOST", Severity.WARNING, name, "v0.8 has no such field.");
        }
    }

    private void ofRecord(String code, Severity severity, @Nullable String field, String advice) {
        ofRecord.add(new Finding(code, severity, entry.kind().word(), entry.id(), field, null, advice));
    }

    Summary summary(Service service, String at, long bytesIn, long bytesOut) {
        return new Summary(service.word(), at, in, out, dropped, findings, bytesIn, bytesOut);
    }
}
