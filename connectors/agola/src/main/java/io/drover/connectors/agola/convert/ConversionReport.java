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
final class ConversionReport {

    /** Linked accounts are parts of users in v0.7, and so have no data type. */
    static final String LINKED_ACCOUNT = "linked_account";

    private static final String NOT_STORABLE = "TEXT_NOT_STORABLE";
    private static final int LONGEST_NAME = 100;

    private final Consumer<Finding> sink;
    private final Map<String, Long> in = new TreeMap<>();
    private final Map<String, Long> out = new TreeMap<>();
    private final Map<String, Long> dropped = new TreeMap<>();
    private final Map<String, Long> findings = new TreeMap<>();
    private final Set<Finding> ofRecord = new LinkedHashSet<>();
    private final Nul nul;
    private String firstNotStorable = "";
    private OldEntry entry = new OldEntry(OldKind.RUN, "", new Bytes());

    ConversionReport(Nul nul, Consumer<Finding> sink) {
        this.nul = nul;
        this.sink = sink;
    }

    void in(String kind) {
        in.merge(kind, 1L, Long::sum);
    }

    void out(NewKind kind) {
        out.merge(kind.word(), 1L, Long::sum);
    }

    /** A record that is not in the output. */
    void drop(String code, String kind, String id, @Nullable String evidence, String advice) {
        dropped.merge(kind, 1L, Long::sum);
        add(new Finding(code, Severity.ERROR, kind, id, null, evidence, advice));
    }

    void add(Finding finding) {
        if (finding.code().equals(NOT_STORABLE) && notStorable() == 0) {
            firstNotStorable = finding.field() + " of " + finding.entityType() + " " + finding.subject();
        }
        findings.merge(finding.code(), 1L, Long::sum);
        sink.accept(finding);
    }

    /** A record of the export that cannot be read. What was found in it before is forgotten. */
    void unreadable(OldEntry record, String where, ConversionException why) {
        ofRecord.clear();
        add(new Finding(
                "RECORD_UNREADABLE",
                Severity.ERROR,
                record.kind().word(),
                record.id(),
                null,
                where + ": " + why.getMessage(),
                "Nothing is converted while it is so. Look at this record in v0.7, then export again."));
    }

    /** From here on findings are about this record, and wait for {@link #end}; those that wait are forgotten. */
    void begin(OldEntry record) {
        entry = record;
        ofRecord.clear();
    }

    void end() {
        ofRecord.forEach(this::add);
        ofRecord.clear();
    }

    /** A text with U+0000 or half a surrogate pair. */
    void oddText(String field, String evidence) {
        switch (nul) {
            case REFUSE ->
                ofRecord(
                        NOT_STORABLE,
                        Severity.ERROR,
                        field,
                        evidence,
                        "A PostgreSQL database refuses it. Correct it in v0.7, or replace it by U+FFFD: the source's"
                                + " setting \"nul: replace\", or --nul replace.");
            case REPLACE ->
                ofRecord(
                        "TEXT_CLEANED",
                        Severity.WARNING,
                        field,
                        evidence,
                        "It was replaced by U+FFFD, since a PostgreSQL database refuses it.");
        }
    }

    /** Names of a map that would be one name when they are cleaned: one value would be lost. */
    void sameNames(String field) {
        ofRecord(
                NOT_STORABLE,
                Severity.ERROR,
                field,
                "two names differ only in what cannot be kept",
                "With U+FFFD in them one would take the other's place. Mend one of them in v0.7.");
    }

    /** How many texts cannot be kept; nothing may be written then. */
    long notStorable() {
        return findings.getOrDefault(NOT_STORABLE, 0L);
    }

    /** For messages: field, kind and id. */
    String firstNotStorable() {
        return firstNotStorable;
    }

    void unknownField(String name) {
        ofRecord(
                "FIELD_LOST",
                Severity.WARNING,
                StorableTexts.shown(name, LONGEST_NAME),
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
                        "It has the time of the conversion instead, as after a conversion by Agola itself.");
            default -> ofRecord("FIELD_LOST", Severity.WARNING, name, "v0.8 has no such field.");
        }
    }

    private void ofRecord(String code, Severity severity, @Nullable String field, String advice) {
        ofRecord(code, severity, field, null, advice);
    }

    private void ofRecord(
            String code, Severity severity, @Nullable String field, @Nullable String evidence, String advice) {
        ofRecord.add(new Finding(code, severity, entry.kind().word(), entry.id(), field, evidence, advice));
    }

    ConversionBooks summary(Service service, String at, long bytesIn, long bytesOut) {
        return new ConversionBooks(service.word(), at, in, out, dropped, findings, bytesIn, bytesOut);
    }
}
