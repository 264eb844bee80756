package io.drover.cli;

import io.drover.api.AuditProof;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Saves an audit with its signature. */
@Command(
        name = "export",
        description = {
            "Saves an audit and, beside it, its head as the installation signs it: FILE and FILE.signature.json.",
            "Keep both where nobody writes who can write Drover's database; prove by it later: drover audit verify"
                    + " --anchor."
        })
final class AuditExportCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private WhichExecution which = new WhichExecution();

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "Where to; must not be there yet.")
    private Path to = Path.of("audit.jsonl");

    AuditExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path signature = AuditSignatureFile.beside(to);
        if (Files.exists(to) || Files.exists(signature)) {
            throw new BadInputException("The file " + to + ", or " + signature + ", is there already.");
        }
        try (DroverClient client = session.client()) {
            String execution = which.find(client).id();
            AuditProof proof = client.auditProof(execution, null);
            if (proof.signature() == null) {
                session.print("BROKEN: " + proof.broken());
                return ExitCode.OTHER;
            }
            List<String> lines = new ArrayList<>();
            client.audit(execution, lines::add);
            // What was added since it was proven is not signed.
            Files.write(to, lines.subList(0, Math.toIntExact(Math.min(proof.count(), lines.size()))));
            Files.writeString(
                    signature,
                    ApiJson.write(new AuditSignatureFile(execution, proof.count(), proof.head(), proof.signature()))
                            + "\n");
            session.print(
                    "Saved " + proof.count() + " entries, head " + proof.head() + ": " + to + " and " + signature);
            return ExitCode.BALANCED;
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + to + " cannot be written", e);
        }
    }
}
