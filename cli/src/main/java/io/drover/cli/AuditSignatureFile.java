package io.drover.cli;

import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The head of an audit as the installation signed it, as {@code drover audit export} and the evidence bundle keep it. */
record AuditSignatureFile(String execution, long count, String head, String signature) {

    static Path beside(Path audit) {
        return audit.resolveSibling(audit.getFileName() + ".signature.json");
    }

    static AuditSignatureFile read(Path file) {
        try {
            return ApiJson.MAPPER.readValue(Files.readString(file), AuditSignatureFile.class);
        } catch (IOException | RuntimeException e) {
            throw new BadInputException("The file " + file + " holds no signed head of an audit.");
        }
    }
}
