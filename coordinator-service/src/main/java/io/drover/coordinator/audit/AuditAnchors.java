package io.drover.coordinator.audit;

import io.drover.api.AuditHead;
import io.drover.contracts.AuditSignatures;
import io.drover.coordinator.signing.CoordinatorMessages;
import io.drover.telemetry.Seldom;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps heads of audits in a file, where one is configured; on {@code drover.journal} they are anyway. A file that takes nothing holds nobody up:
 * the next head confirms what that one would have.
 */
@ApplicationScoped
public class AuditAnchors {

    private static final Logger LOG = Logger.getLogger(AuditAnchors.class);

    private final AuditSignatures signatures;
    private final Optional<AnchorFile> file;
    private final Seldom failed = new Seldom();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("audit-anchors").factory());

    @Inject
    AuditAnchors(
            CoordinatorMessages messages,
            @ConfigProperty(name = "drover.audit.anchor-file") Optional<Path> anchorFile) {
        this.signatures = new AuditSignatures(messages.key());
        this.file = anchorFile.map(path -> new AnchorFile(path, signatures));
    }

    /** Without a file. */
    public static AuditAnchors none(CoordinatorMessages messages) {
        return new AuditAnchors(messages, Optional.empty());
    }

    /** For lines that are about to be written. */
    public AuditSignatures signatures() {
        return signatures;
    }

    /** The audit's head is committed. Returns at once. */
    public void committed(String execution, AuditHead head) {
        file.ifPresent(anchors -> writer.execute(() -> add(anchors, execution, head)));
    }

    private void add(AnchorFile anchors, String execution, AuditHead head) {
        try {
            anchors.add(execution, head, Instant.now());
        } catch (IOException e) {
            if (failed.isWorthALine()) {
                LOG.errorf(
                        "The head of an audit is not kept in the file of anchors file=%s executionId=%s soFar=%d: %s",
                        anchors.name(), execution, failed.count(), e.toString());
            }
        }
    }

    Optional<AnchorFile> file() {
        return file;
    }

    @PreDestroy
    void stop() {
        writer.shutdown();
    }
}
