package io.drover.coordinator.audit;

import io.agroal.api.AgroalDataSource;
import io.drover.api.AuditAnchor;
import io.drover.api.AuditHead;
import io.drover.api.AuditProof;
import io.drover.contracts.AuditSignatures;
import io.drover.coordinator.persistence.AuditTable;
import io.drover.coordinator.signing.CoordinatorMessages;
import io.quarkus.agroal.DataSource;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Proves an execution's audit: its hashes, its signatures, its end, and that it has every head that is kept where whoever can write the database
 * cannot. Blocks.
 */
@ApplicationScoped
public class AuditProver {

    private final AuditTable table;
    private final AuditSignatures signatures;
    private final JournalAnchors journal;
    private final AuditAnchors anchors;

    @Inject
    AuditProver(
            @DataSource("coordinator") AgroalDataSource database,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            CoordinatorMessages messages,
            AuditAnchors anchors) {
        this.table = new AuditTable(database);
        this.signatures = new AuditSignatures(messages.key());
        this.journal = new JournalAnchors(kafka, messages);
        this.anchors = anchors;
    }

    /**
     * @param given a head that somebody kept, with its signature, as a bundle or an export has it
     * @return empty when there is no such execution
     * @throws SQLException when the database does not answer
     */
    public Optional<AuditProof> prove(String execution, Optional<GivenHead> given) throws SQLException {
        List<String> unseen = new ArrayList<>();
        List<Heads> kept = new ArrayList<>();
        // Ahead of the table: what is kept elsewhere was in the table before.
        for (AnchorSource source :
                Stream.concat(Stream.of(journal), anchors.file().stream()).toList()) {
            try {
                kept.add(new Heads(source.name(), source.heads(execution)));
            } catch (IOException e) {
                unseen.add(source.name() + ": " + e.getMessage());
            }
        }
        if (anchors.file().isEmpty()) {
            unseen.add("no file of anchors is configured (drover.audit.anchor-file)");
        }
        given.ifPresent(head -> take(execution, head, kept, unseen));
        AuditLines lines = new AuditLines(execution, signatures);
        Optional<AuditHead> end = table.read(execution, lines::accept);
        return end.map(head -> {
            lines.endsAt(head);
            return proof(execution, lines, kept, unseen);
        });
    }

    private void take(String execution, GivenHead head, List<Heads> kept, List<String> unseen) {
        if (signatures.signed(execution, head.count(), head.head(), head.signature())) {
            kept.add(new Heads(
                    "the head that was given",
                    List.of(new AnchoredHead(head.head(), head.count(), true, "of line " + head.count()))));
        } else {
            unseen.add("the head that was given: its signature is not of this installation, or not of this execution");
        }
    }

    private AuditProof proof(String execution, AuditLines lines, List<Heads> kept, List<String> unseen) {
        List<AuditAnchor> compared = new ArrayList<>();
        long confirmed = 0;
        for (Heads heads : kept) {
            long upTo = lines.confirm(heads.where(), heads.all());
            long unsigned = heads.all().stream().filter(head -> !head.signed()).count();
            compared.add(new AuditAnchor(heads.where(), heads.all().size(), unsigned, upTo));
            confirmed = Math.max(confirmed, upTo);
        }
        AuditHead head = lines.head();
        if (lines.broken().isEmpty() && confirmed < head.count()) {
            unseen.add("lines after " + confirmed + " are confirmed by no head that is kept elsewhere");
        }
        if (lines.signed() < head.count()) {
            unseen.add((head.count() - lines.signed()) + " lines have no signature: a release wrote them that did not"
                    + " sign");
        }
        return new AuditProof(
                execution,
                head.count(),
                head.head(),
                lines.broken().isPresent() ? null : signatures.sign(execution, head.count(), head.head()),
                lines.broken().orElse(null),
                lines.signed(),
                compared,
                unseen);
    }

    private record Heads(String where, List<AnchoredHead> all) {}
}
