package io.drover.coordinator.persistence;

import io.drover.contracts.SecretBinding;
import io.drover.contracts.SecretSeal;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sealed secret. The coordinator writes it, and reads the value only to seal it with another key. */
@Entity
@Table(name = "secret")
public class SecretRow {

    @Id
    private String name;

    @Column(nullable = false)
    private byte[] sealed;

    @Column(name = "bound_to")
    private @Nullable String boundTo;

    @Column(name = "key_id")
    private @Nullable String keyId;

    @Column(name = "changed_at", nullable = false)
    private Instant changedAt;

    protected SecretRow() {}

    /** Of a value that is sealed now. */
    public SecretRow(String name, SecretBinding use, SecretSeal seal, String value, Instant changedAt) {
        this.name = name;
        this.boundTo = use.toString();
        this.sealed = seal.seal(name, use, value);
        this.keyId = seal.keyId();
        this.changedAt = changedAt;
    }

    /**
     * Seals the value with the newest key.
     *
     * @return whether any of the keys opened it; otherwise it stays as it is
     */
    public boolean sealAgain(SecretSeal seal) {
        SecretBinding use = use().orElse(null);
        if (use == null) {
            return false;
        }
        try {
            sealed = seal.seal(name, use, seal.open(name, use, sealed));
            keyId = seal.keyId();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    public String name() {
        return name;
    }

    /** What it is for; empty when an earlier release stored it. */
    public Optional<SecretBinding> use() {
        return Optional.ofNullable(boundTo).map(SecretBinding::parse);
    }

    public Instant changedAt() {
        return changedAt;
    }
}
