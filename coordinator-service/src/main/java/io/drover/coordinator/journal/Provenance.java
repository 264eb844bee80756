package io.drover.coordinator.journal;

import io.drover.contracts.Signatures;
import io.drover.contracts.UnknownMessageException;
import io.drover.coordinator.signing.CoordinatorMessages;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which entries of the log are this installation's. Releases before the first that signed wrote theirs without a signature: these lie before
 * the first signed one of their partition. What has none after that, or a wrong one, somebody else wrote.
 */
public final class Provenance {

    /** What becomes of entries that this installation did not sign, when it signed others before. */
    public enum Unsigned {
        /** Nothing is rebuilt, and they are named. */
        REFUSE,
        /** They are believed, as when an older release went on beside this one, or the key was lost. */
        TAKE,
        /** They are left out. */
        PASS_OVER;

        /** @throws RebuildException when it is none of the words */
        public static Unsigned of(String word) {
            return switch (word) {
                case "take" -> TAKE;
                case "pass-over" -> PASS_OVER;
                default -> throw new RebuildException("--unsigned takes take or pass-over, and not: " + word);
            };
        }
    }

    private final Signatures signatures;
    private final Unsigned unsigned;
    private final Set<Integer> signedPartitions = new HashSet<>();
    private final PassedOver forged = new PassedOver();
    private long older;

    Provenance(Signatures signatures, Unsigned unsigned) {
        this.signatures = signatures;
        this.unsigned = unsigned;
    }

    /** Whether to take an entry; one that is refused is told by {@link #prove}. */
    boolean takes(ConsumerRecord<byte[], byte[]> entry, PassedOver passedOver) {
        byte[] signature = CoordinatorMessages.signature(entry);
        try {
            signatures.check(entry.topic(), entry.key(), entry.value(), signature);
            signedPartitions.add(entry.partition());
            return true;
        } catch (UnknownMessageException e) {
            if (signature == null && !signedPartitions.contains(entry.partition())) {
                older++;
                return true;
            }
        }
        switch (unsigned) {
            case REFUSE -> forged.add(entry);
            case PASS_OVER -> passedOver.add(entry);
            case TAKE -> older++;
        }
        return unsigned == Unsigned.TAKE;
    }

    /** Entries without a signature that were believed. */
    long unsigned() {
        return older;
    }

    /** @throws RebuildException when there were entries that somebody else wrote */
    void prove() {
        if (forged.count() > 0) {
            throw new RebuildException("The log holds " + forged.count()
                    + " entries that this installation did not sign: " + forged
                    + ". Somebody else wrote them, or they were signed with a key that is not in the key file any more."
                    + " --unsigned pass-over rebuilds without them; --unsigned take believes them, where an older"
                    + " release wrote them beside this one, or the key is lost.");
        }
    }
}
