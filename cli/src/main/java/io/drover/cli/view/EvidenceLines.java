package io.drover.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.api.EvidenceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Evidence records as lines, below a heading for each run of a step. */
public final class EvidenceLines {

    private String heading = "";

    public List<String> of(EvidenceRecord entry) {
        List<String> lines = new ArrayList<>();
        String run = (Plain.text(entry.step()) + "  run " + Plain.text(entry.run())).strip();
        if (!run.equals(heading)) {
            if (!heading.isEmpty()) {
                lines.add("");
            }
            lines.add(run + (entry.worker() == null ? "" : "  by " + Plain.text(entry.worker())));
            heading = run;
        }
        lines.add(String.format(
                        "%6d  %s  %-20s  %s",
                        entry.seq(), Figures.instant(entry.at()), Plain.text(entry.what()), detail(entry.detail()))
                .stripTrailing());
        return lines;
    }

    /** {@code key=value} of an object; what is nested stays JSON. Nothing is cut off: it is evidence. */
    private static String detail(@Nullable JsonNode detail) {
        if (detail == null || !detail.isObject()) {
            return Plain.detail(detail);
        }
        return detail.propertyStream()
                .map(entry -> Plain.text(entry.getKey()) + "=" + value(entry.getValue()))
                .collect(Collectors.joining("  "));
    }

    private static String value(JsonNode value) {
        boolean isWord = value.isTextual() && value.asText().matches("[^\\s\"=\\p{Cntrl}]+");
        return isWord ? value.asText() : Plain.text(value.toString());
    }
}
