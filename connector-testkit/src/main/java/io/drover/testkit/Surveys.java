package io.drover.testkit;

import io.drover.spi.BatchSpec;
import io.drover.spi.Finding;
import io.drover.spi.SurveySink;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a survey sees. */
public final class Surveys implements SurveySink {

    private final List<String> listed = new ArrayList<>();
    private final List<BatchSpec> batches = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    @Override
    public void listed(String entityType, String originId) {
        listed.add(entityType + " " + originId);
    }

    @Override
    public void batch(BatchSpec batch) {
        batches.add(batch);
    }

    @Override
    public void finding(Finding finding) {
        findings.add(finding);
    }

    /** Entity type and origin id of each, in order, doubles too. */
    public List<String> listed() {
        return listed;
    }

    public List<BatchSpec> batches() {
        return batches;
    }

    public List<Finding> findings() {
        return findings;
    }
}
