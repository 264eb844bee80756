package io.drover.cli;

import io.drover.api.AuditChain;
import io.drover.api.AuditHead;
import io.drover.api.Execution;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Proves that an audit is whole and unchanged. */
@Command(
        name = "verify",
        description = {
            "Computes the audit's hash chain again and compares its end with the one that the execution shows.",
            "A file, for example from the archive, is proven up to its last line: compare the head that is shown."
        })
final class AuditVerifyCommand implements Callable<Integer> {

    private final Session session;

    /** One of both. */
    private static final class Which {
        @Option(names = "--execution", paramLabel = "ID", description = "The execution. Default: the newest.")
        private @Nullable String execution;

        @Option(names = "--file", paramLabel = "FILE", description = "An audit.jsonl that was saved before.")
        private @Nullable Path file;
    }

    @ArgGroup
    private Which which = new Which();

    AuditVerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (which.file != null) {
            AuditChain chain = new AuditChain();
            read(which.file, chain);
            return tell(
                    chain,
                    chain.broken()
                            .or(() -> chain.head().count() > 0
                                    ? Optional.empty()
                                    : Optional.of("there is no line in " + which.file)));
        }
        try (DroverClient client = session.client()) {
            return verify(client, Newest.execution(client, which.execution));
        }
    }

    /** Entries may be added while they are read: a chain that goes further than the head did is read once more. */
    private int verify(DroverClient client, Execution execution) {
        AuditHead head = head(execution);
        while (true) {
            AuditChain chain = new AuditChain();
            client.audit(execution.id(), chain::accept);
            AuditHead expected = head;
            Optional<String> broken = chain.broken().or(() -> chain.endsAt(expected));
            head = head(client.execution(execution.id()));
            if (broken.isEmpty() || chain.broken().isPresent() || head.equals(expected)) {
                return tell(chain, broken);
            }
        }
    }

    private static AuditHead head(Execution execution) {
        AuditHead head = execution.audit();
        if (head == null) {
            throw new BadInputException("Execution " + execution.id()
                    + " does not say where its audit ends: its server is older than this client.");
        }
        return head;
    }

    private static void read(Path file, AuditChain chain) {
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(chain::accept);
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException("The file " + file + " cannot be read.");
        }
    }

    private int tell(AuditChain chain, Optional<String> broken) {
        if (session.isJson()) {
            session.print(ApiJson.write(ApiJson.MAPPER
                    .createObjectNode()
                    .put("ok", broken.isEmpty())
                    .put("count", chain.head().count())
                    .put("head", chain.head().head())
                    .put("broken", broken.orElse(null))));
        } else if (broken.isEmpty()) {
            session.print("OK: " + chain.head().count() + (chain.head().count() == 1 ? " entry" : " entries")
                    + ", head " + chain.head().head());
        } else {
            session.print("BROKEN: " + broken.get());
        }
        return broken.isEmpty() ? ExitCode.BALANCED : ExitCode.OTHER;
    }
}
