package io.drover.contracts;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How an audit is signed, line by line, with a key that the database does not have: whoever can write there can compute every hash anew, and no
 * signature.
 */
public final class AuditSignatures {

    private final Signer signer;

    public AuditSignatures(InstallationKey key) {
        this.signer = key.signer("audit");
    }

    /**
     * That an execution's audit had so many lines, the last of which has this hash, and with it all before.
     *
     * @return base64
     */
    public String sign(String execution, long count, String head) {
        return Base64.getEncoder().encodeToString(signer.sign(text(execution, count, head)));
    }

    /** @param signature of any characters; null is none */
    public boolean signed(String execution, long count, String head, @Nullable String signature) {
        if (signature == null) {
            return false;
        }
        try {
            return signer.signed(Base64.getDecoder().decode(signature), text(execution, count, head));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String text(String execution, long count, String head) {
        return execution + "\n" + count + "\n" + head;
    }
}
