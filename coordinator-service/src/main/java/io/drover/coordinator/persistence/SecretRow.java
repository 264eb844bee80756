package io.drover.coordinator.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A sealed secret. The coordinator writes it and never reads the value. */
@Entity
@Table(name = "secret")
public class SecretRow {

    @Id
    private String name;

    @Column(nullable = false)
    private byte[] sealed;

    @Column(name = "changed_at", nullable = false)
    private Instant changedAt;

    protected SecretRow() {}

    public SecretRow(String name, byte[] sealed, Instant changedAt) {
        this.name = name;
        this.sealed = sealed.clone();
        this.changedAt = changedAt;
    }
}
