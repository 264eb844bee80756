package io.drover.validator;

import io.drover.spi.ConnectorException;
import io.drover.spi.Content;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Located;
import io.drover.spi.OpenedContent;
import io.drover.spi.Record;
import io.drover.worker.Batch;
import io.drover.worker.ContentReceipt;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the target has the contents that it was sent: each once, of the length and with the hash that its receipt says. Of what this
 * execution sent, the bytes are read and hashed where the target gives them and does not tell a hash itself. What was not sent has been
 * told by the loader.
 */
final class ContentVerdicts {

    private static final int BUFFER = 1 << 16;

    private final Batch batch;
    private final Map<String, Map<String, ContentReceipt>> receipts;
    private final Map<String, List<Content>> found = new ConcurrentHashMap<>();

    /** @param receipts by origin id of the record, then by id of the content */
    ContentVerdicts(Batch batch, Map<String, Map<String, ContentReceipt>> receipts) {
        this.batch = batch;
        this.receipts = receipts;
    }

    /** What the target has now; a later look counts. */
    void found(String originId, List<Content> contents) {
        found.put(originId, contents);
    }

    /** Whether something is wrong at first sight. */
    boolean isSuspect(Record record) {
        return record.contents().stream().anyMatch(wanted -> {
            ContentReceipt receipt = receipt(record, wanted);
            List<Content> there = there(record, wanted);
            return receipt != null && receipt.isConfirmed() && (there.size() != 1 || receipt.differs(there.getFirst()));
        });
    }

    List<Finding> findings(Record record, Located located) {
        List<Finding> findings = new ArrayList<>();
        for (Content wanted : record.contents()) {
            finding(record, wanted, located).ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Finding> finding(Record record, Content wanted, Located located) {
        ContentReceipt receipt = receipt(record, wanted);
        List<Content> there = there(record, wanted);
        if (there.size() > 1) {
            return Optional.of(error(
                    record,
                    wanted,
                    "CONTENT_TWICE_IN_TARGET",
                    there.size() + " times in " + located.targetId(),
                    "delete all but one in the target"));
        }
        if (receipt == null || !receipt.isConfirmed()) {
            return there.isEmpty() ? Optional.empty() : Optional.of(conflict(record, wanted, located));
        }
        if (there.isEmpty()) {
            return Optional.of(error(
                    record,
                    wanted,
                    "CONTENT_MISSING_IN_TARGET",
                    "was sent to " + located.targetId(),
                    "look for it in the target; the next run sends it again"));
        }
        boolean isOurs = receipt.execution().equals(batch.command().batch().execution());
        if (receipt.differs(there.getFirst())) {
            return Optional.of(
                    isOurs
                            ? differs(record, wanted, located, receipt, there.getFirst())
                            : conflict(record, wanted, located));
        }
        return isOurs && receipt.sha256() != null && there.getFirst().sha256() == null
                ? byItsBytes(record, wanted, located, receipt, there.getFirst())
                : Optional.empty();
    }

    private Optional<Finding> byItsBytes(
            Record record, Content wanted, Located located, ContentReceipt receipt, Content there) {
        return switch (batch.target().open(there, 0)) {
            case OpenedContent.Unavailable cannot -> Optional.empty(); // its length was compared
            case OpenedContent.Bytes(InputStream stream) -> {
                Content read = read(wanted, stream);
                yield receipt.differs(read)
                        ? Optional.of(differs(record, wanted, located, receipt, read))
                        : Optional.empty();
            }
        };
    }

    private Content read(Content wanted, InputStream stream) {
        try (stream) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int got = stream.read(buffer); got >= 0; got = stream.read(buffer)) {
                batch.checkOwnership();
                digest.update(buffer, 0, got);
                size += got;
            }
            String hash = HexFormat.of().formatHex(digest.digest());
            return new Content(wanted.id(), wanted.name(), null, size, hash, null, wanted.at());
        } catch (IOException e) {
            throw new ConnectorException(
                    "CONTENT_CUT",
                    FailureType.EXTERNAL,
                    "The target ended the content " + wanted.id() + " before its end",
                    null,
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private @Nullable ContentReceipt receipt(Record record, Content wanted) {
        return receipts.getOrDefault(record.id(), Map.of()).get(wanted.id());
    }

    private List<Content> there(Record record, Content wanted) {
        return found.getOrDefault(record.id(), List.of()).stream()
                .filter(content -> content.id().equals(wanted.id()))
                .toList();
    }

    private static Finding differs(Record record, Content wanted, Located located, ContentReceipt sent, Content there) {
        return error(
                record,
                wanted,
                "CONTENT_DIFFERS",
                "sent: " + sent.size() + " bytes, SHA-256 " + sent.sha256() + "; there: " + there.size() + " bytes, "
                        + there.sha256(),
                "look at " + located.targetId() + " in the target: it does not have what was sent to it");
    }

    private static Finding conflict(Record record, Content wanted, Located located) {
        return new Finding(
                "CONFLICT",
                Severity.WARNING,
                record.entityType(),
                record.id(),
                wanted.name(),
                null,
                "somebody put another content into " + located.targetId()
                        + " in the target, and that is kept; to have the"
                        + " source's there, run with the option conflicts: overwrite");
    }

    private static Finding error(Record record, Content wanted, String code, String evidence, String advice) {
        return new Finding(code, Severity.ERROR, record.entityType(), record.id(), wanted.name(), evidence, advice);
    }
}
