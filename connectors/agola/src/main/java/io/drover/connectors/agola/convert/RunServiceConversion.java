package io.drover.connectors.agola.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.connectors.agola.convert.ConversionException.Reason;
import io.drover.connectors.agola.convert.ExternalSort.Sorted;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs come in before their configurations and go out after them, so runs wait. Both ascend by the same ids, so merging their ids
 * shows configurations without a run (the run was never archived, and is lost) and runs without one (the input is not whole).
 */
final class RunServiceConversion implements Conversion {

    private final OutputStream out;
    private final ConversionReport report;
    private final RecordWriter writer;
    private final NewIds ids = new NewIds();
    private final Spool runs;
    private final AscendingIds runIds;
    private final ExternalSort usedNumbers;
    private final ExternalSort counters;
    private AscendingIds.@Nullable Reader runsToCome;
    private @Nullable Sorted numbersToCome;
    private long sequence;

    RunServiceConversion(OutputStream out, Path temporary, Instant at, ConversionReport report) throws IOException {
        this.out = out;
        this.report = report;
        this.writer = new RecordWriter(at, report);
        this.runs = new Spool(temporary);
        this.runIds = new AscendingIds(temporary);
        this.usedNumbers = new ExternalSort(temporary);
        this.counters = new ExternalSort(temporary);
    }

    @Override
    public void accept(OldEntry entry) throws IOException, ConversionException {
        switch (entry.kind()) {
            case RUN -> run(entry);
            case RUNCONFIG -> runConfig(entry);
            case RUNCOUNTER -> runCounter(entry);
            case USER, ORG, ORGMEMBER, PROJECTGROUP, PROJECT, REMOTESOURCE, SECRET, VARIABLE ->
                throw new IllegalStateException("A " + entry.kind().word() + " in the run service.");
        }
    }

    @Override
    public void passOver(OldEntry entry) throws IOException, ConversionException {
        switch (entry.kind()) {
            case RUNCONFIG -> {
                if (entry.id().equals(runsToCome().current())) {
                    runsToCome().advance();
                }
            }
            case RUNCOUNTER -> compareWithUsedNumbers(entry, Long.MAX_VALUE);
            case RUN, USER, ORG, ORGMEMBER, PROJECTGROUP, PROJECT, REMOTESOURCE, SECRET, VARIABLE -> {
                // A run's id was noted before it was read, and the others are not in the run service.
            }
        }
    }

    @Override
    public void finish() throws IOException, ConversionException {
        allRunsHaveTheirConfiguration();
        Sorted numbers = numbersToCome();
        Item number = numbers.peek();
        if (number != null) {
            throw noCounter(number.key());
        }
        runs.copyTo(out);
        Sorted sorted = counters.sorted();
        for (Item counter = sorted.take(); counter != null; counter = sorted.take()) {
            counter.writeValue(out);
        }
    }

    @Override
    public void close() throws IOException {
        try (runs;
                runIds;
                usedNumbers;
                counters) {
            runsToCome = null;
        }
    }

    private void run(OldEntry entry) throws IOException, ConversionException {
        runIds.add(entry.id());
        String configuration = ids.ascending(NewKind.RUN_CONFIG, entry.id());
        Map<String, String> added =
                Map.of("sequence", Long.toString(++sequence), "run_config_id", '"' + configuration + '"');
        String id = ids.ascending(NewKind.RUN, entry.id());
        runs.add(writer.write(NewKind.RUN, id, RunShapes.RUN, entry, added));
        report.out(NewKind.RUN);
        if (!writer.observed().first("archived").equals("true")) {
            report.add(new Finding(
                    "RUN_NOT_ARCHIVED",
                    Severity.WARNING,
                    entry.kind().word(),
                    entry.id(),
                    "archived",
                    null,
                    "v0.7 exports archived runs only. Look at this one after the import."));
        }
        noteNumber(
                entry,
                rootGroup(writer.observed().first("group")),
                writer.observed().first("counter"));
    }

    private void noteNumber(OldEntry run, String group, String number) throws IOException, ConversionException {
        if (number.startsWith("-") || number.length() > 18) {
            throw new ConversionException(
                    Reason.BAD_DATA,
                    "The counter of " + run.name() + " is no number of a run. Export again from v0.7.");
        }
        if (!group.isEmpty() && !number.isEmpty()) {
            byte[] value = ByteBuffer.allocate(Long.BYTES)
                    .putLong(Long.parseLong(number))
                    .array();
            usedNumbers.add(group, value);
        }
    }

    private void runConfig(OldEntry entry) throws IOException, ConversionException {
        AscendingIds.Reader expected = runsToCome();
        String run = expected.current();
        if (run != null && run.compareTo(entry.id()) < 0) {
            throw noConfiguration(run);
        }
        if (!entry.id().equals(run)) {
            report.drop(
                    "RUN_LOST",
                    entry.kind().word(),
                    entry.id(),
                    null,
                    "The run was not archived when the export was taken, so only its configuration is in it."
                            + " Let it end in v0.7 and export again, or accept the loss.");
            return;
        }
        expected.advance();
        String id = ids.ascending(NewKind.RUN_CONFIG, entry.id());
        writer.write(NewKind.RUN_CONFIG, id, RunShapes.RUN_CONFIG, entry, Map.of())
                .writeTo(out);
        report.out(NewKind.RUN_CONFIG);
    }

    private void runCounter(OldEntry entry) throws IOException, ConversionException {
        allRunsHaveTheirConfiguration();
        JsonNode value = RecordWriter.tree(entry);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new ConversionException(
                    Reason.BAD_DATA,
                    "The data of " + entry.name() + " is not a number of runs. Export again from v0.7.");
        }
        compareWithUsedNumbers(entry, value.longValue());
        String id = ids.hashed(NewKind.RUN_COUNTER, entry.id());
        JsonNode counter =
                JsonNodeFactory.instance.objectNode().put("GroupID", entry.id()).put("Value", value.longValue());
        counters.add(id, writer.write(NewKind.RUN_COUNTER, id, RunShapes.RUN_COUNTER, counter, entry, Map.of()));
        report.out(NewKind.RUN_COUNTER);
    }

    private void compareWithUsedNumbers(OldEntry counter, long value) throws IOException, ConversionException {
        Sorted numbers = numbersToCome();
        long highest = 0;
        for (Item used = numbers.peek();
                used != null && used.key().compareTo(counter.id()) <= 0;
                used = numbers.peek()) {
            if (!used.key().equals(counter.id())) {
                throw noCounter(used.key());
            }
            highest = Math.max(highest, ByteBuffer.wrap(used.value()).getLong());
            numbers.take();
        }
        if (highest > value) {
            report.add(new Finding(
                    "COUNTER_BEHIND",
                    Severity.WARNING,
                    counter.kind().word(),
                    counter.id(),
                    "Value",
                    value + " < " + highest,
                    "New runs of this project will get numbers that old ones have. It is so in v0.7 already."));
        }
    }

    private void allRunsHaveTheirConfiguration() throws IOException, ConversionException {
        String run = runsToCome().current();
        if (run != null) {
            throw noConfiguration(run);
        }
    }

    private AscendingIds.Reader runsToCome() throws IOException {
        if (runsToCome == null) {
            runsToCome = runIds.read();
        }
        return runsToCome;
    }

    private Sorted numbersToCome() throws IOException {
        if (numbersToCome == null) {
            numbersToCome = usedNumbers.sorted();
        }
        return numbersToCome;
    }

    /** Of {@code /project/<id>/branch/master} the id: runs are counted for each project, and for each user's own runs. */
    private static String rootGroup(String group) {
        String[] parts = group.split("/", 4);
        return parts.length >= 3 ? parts[2] : "";
    }

    private static ConversionException noConfiguration(String run) {
        return new ConversionException(
                Reason.INCOMPLETE,
                "Run " + run + " has no runconfig, so a part of the input is missing. Export again from v0.7.");
    }

    private static ConversionException noCounter(String group) {
        return new ConversionException(
                Reason.INCOMPLETE,
                "There are runs of " + group
                        + " but no runcounter, so the end of the input is missing: the next run would"
                        + " get number 1 again. Export again from v0.7.");
    }
}
