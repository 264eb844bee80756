package io.drover.coordinator.access;

import io.drover.api.AuditEntry;
import io.drover.api.AuditHead;
import io.drover.api.AuditLine;
import io.drover.coordinator.persistence.DocumentJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** What was changed of the installation and by whom: tokens, secrets, definitions, dead letters. One hash chain, of all coordinators. */
@ApplicationScoped
public class InstallationAudit {

    /** A lock of its own: one on the table would want more rights than to add lines. */
    private static final long ONE_AT_A_TIME = 841_932;

    private final Clock clock = Clock.systemUTC();

    /** Adds a line in the caller's transaction: what is not audited is not done. */
    public Uni<Void> add(Mutiny.Session session, Caller by, String what, String detail) {
        return session.createNativeQuery("select 1 from pg_advisory_xact_lock(" + ONE_AT_A_TIME + ")", Integer.class)
                .getSingleResult()
                .chain(() -> lines(session, "order by seq desc limit 1"))
                .map(last -> last.isEmpty() ? AuditHead.NONE : head(last.getFirst()))
                .map(head -> AuditLine.after(head, clock.instant(), by.name(), what, null, detail))
                .chain(line -> session.createNativeQuery(
                                "insert into drover.installation_audit (seq, line) values (:seq, :line)")
                        .setParameter("seq", line.seq())
                        .setParameter("line", line.json())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The lines from the first. */
    public Uni<List<String>> lines(Mutiny.Session session) {
        return lines(session, "order by seq");
    }

    private static Uni<List<String>> lines(Mutiny.Session session, String which) {
        return session.createNativeQuery("select line from drover.installation_audit " + which, String.class)
                .getResultList();
    }

    private static AuditHead head(String line) {
        AuditEntry last = DocumentJson.read(line, AuditEntry.class);
        return new AuditHead(last.seq(), last.hash());
    }
}
