package io.drover.archive;

import io.drover.api.AuditChain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The audit of an execution, checked as its lines pass by. */
final class AuditTrail {

    static final String FILE = "audit.jsonl";
    static final String SIGNATURE = "audit.jsonl.signature.json";

    private final AuditChain chain = new AuditChain();
    private boolean empty = true;

    /** Copies the lines byte for byte. */
    void copy(InputStream in, OutputStream out) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
            chain.accept(line);
            empty = false;
        }
    }

    /** That no line was changed, taken out or put in. */
    Proof proof() {
        return new Proof(
                "The audit is unchanged: every line carries the hash of the line before",
                chain.broken().isEmpty(),
                chain.broken()
                        .map(broken -> "L" + broken.substring(1) + ".")
                        .orElse(Format.count(chain.head().count()) + " lines; the last hash is "
                                + chain.head().head() + "."));
    }

    boolean isEmpty() {
        return empty;
    }
}
