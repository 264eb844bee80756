package io.drover.spi;

import java.util.List;

/** What {@link Target#prepare} left behind. */
public record Prepared(TargetSchema schema, List<Finding> findings) {

    public Prepared {
        findings = List.copyOf(findings);
    }
}
