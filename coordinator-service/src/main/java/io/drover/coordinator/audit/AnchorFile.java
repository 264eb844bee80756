package io.drover.coordinator.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.AuditHead;
import io.drover.contracts.AuditSignatures;
import io.drover.coordinator.persistence.DocumentJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A file that is only appended to, one signed head a line: on a disk, a share or a device where what was written stays. */
final class AnchorFile implements AnchorSource {

    private final Path file;
    private final AuditSignatures signatures;

    AnchorFile(Path file, AuditSignatures signatures) {
        this.file = file;
        this.signatures = signatures;
    }

    @Override
    public String name() {
        return file.toString();
    }

    /** The line is in the file when it returns. */
    synchronized void add(String execution, AuditHead head, Instant at) throws IOException {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("execution", execution);
        line.put("count", head.count());
        line.put("head", head.head());
        line.put("at", at.toString());
        line.put("signature", signatures.sign(execution, head.count(), head.head()));
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(
                file,
                (line + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.APPEND,
                StandardOpenOption.DSYNC);
    }

    @Override
    public List<AnchoredHead> heads(String execution) throws IOException {
        List<AnchoredHead> heads = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            long number = 0;
            for (String line : (Iterable<String>) lines::iterator) {
                number++;
                if (line.contains(execution)) {
                    add(heads, execution, line, number);
                }
            }
        }
        return heads;
    }

    private void add(List<AnchoredHead> heads, String execution, String line, long number) {
        JsonNode said;
        try {
            said = DocumentJson.read(line, JsonNode.class);
        } catch (RuntimeException e) {
            return; // half a line, of a process that was killed
        }
        long count = said.path("count").asLong();
        String head = said.path("head").asText();
        // Who can write the file, and has not the key, adds nothing that counts.
        if (said.path("execution").asText().equals(execution)
                && signatures.signed(
                        execution, count, head, said.path("signature").asText())) {
            heads.add(new AnchoredHead(head, count, true, "line " + number));
        }
    }
}
