package io.drover.coordinator.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A batch that is done, with the result that closed it, as JSON. */
@Entity
@Table(name = "closed_batch")
public class ClosedBatchRow {

    @Id
    private String id;

    @Column(nullable = false)
    private String execution;

    @Column(nullable = false)
    private String result;

    @Column(name = "closed_at", nullable = false)
    private Instant closedAt;

    protected ClosedBatchRow() {}

    public String id() {
        return id;
    }
}
