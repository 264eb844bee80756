package io.drover.coordinator.domain;

/**
 * Where an execution's audit stands.
 *
 * @param count number of lines
 * @param head hash of the last line, hex; 64 zeros before the first
 */
public record Audit(long count, String head) {

    public static final Audit NONE = new Audit(0, "0".repeat(64));

    public Audit after(AuditLine line) {
        return new Audit(line.seq(), line.hash());
    }
}
