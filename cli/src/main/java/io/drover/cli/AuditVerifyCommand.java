package io.drover.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.AuditChain;
import io.drover.api.AuditHead;
import io.drover.api.AuditProof;
import io.drover.api.Execution;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import io.drover.cli.api.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
            "Computes the audit's hash chain anew, compares its end with what the execution says, and has the server"
                    + " compare it with",
            "what is kept of it where whoever can write the database cannot: it tells with what, and what it could not"
                    + " see.",
            "A file, for example out of the archive, is proven up to its last line: compare the head that is told."
        })
final class AuditVerifyCommand implements Callable<Integer> {

    private static final int NOT_FOUND = 404;

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

    @Option(
            names = "--anchor",
            paramLabel = "FILE",
            description =
                    "A signed head that was saved before: audit.jsonl.signature.json of a bundle, or of drover audit"
                            + " export.")
    private @Nullable Path anchor;

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
                return broken.isPresent() ? tell(chain, broken) : prove(client, execution.id(), chain);
            }
        }
    }

    /** What only the server can see: signatures, and heads that are kept elsewhere. */
    private int prove(DroverClient client, String execution, AuditChain chain) {
        AuditProof proof;
        try {
            proof = client.auditProof(execution, given(execution));
        } catch (ProblemException e) {
            if (e.problem().status() != NOT_FOUND) {
                throw e;
            }
            session.say("The server is older than this client: only hashes were compared, which whoever can write its"
                    + " database can compute anew.");
            return tell(chain, Optional.empty());
        }
        int code = tell(chain, Optional.ofNullable(proof.broken()), proof);
        if (!session.isJson()) {
            proof.anchors()
                    .forEach(one -> session.print("Compared with " + one.where() + ": " + one.heads()
                            + " heads, up to line "
                            + one.upTo()
                            + (one.unsigned() > 0 ? ", " + one.unsigned() + " of them without a signature" : "")));
            proof.unseen().forEach(what -> session.print("Not seen: " + what));
        }
        return code;
    }

    private @Nullable String given(String execution) {
        if (anchor == null) {
            return null;
        }
        AuditSignatureFile file = AuditSignatureFile.read(anchor);
        if (!execution.equals(file.execution())) {
            throw new BadInputException(anchor + " is of execution " + file.execution() + ".");
        }
        return "count=" + file.count() + "&head=" + encode(file.head()) + "&signature=" + encode(file.signature());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
        return tell(chain, broken, null);
    }

    private int tell(AuditChain chain, Optional<String> broken, @Nullable AuditProof proof) {
        if (session.isJson()) {
            ObjectNode said = ApiJson.MAPPER
                    .createObjectNode()
                    .put("ok", broken.isEmpty())
                    .put("count", chain.head().count())
                    .put("head", chain.head().head())
                    .put("broken", broken.orElse(null));
            if (proof != null) {
                said.put("signed", proof.signed());
                said.set("anchors", ApiJson.MAPPER.valueToTree(proof.anchors()));
                said.set("unseen", ApiJson.MAPPER.valueToTree(proof.unseen()));
            }
            session.print(ApiJson.write(said));
        } else if (broken.isEmpty()) {
            session.print("OK: " + chain.head().count() + (chain.head().count() == 1 ? " entry" : " entries")
                    + ", head " + chain.head().head());
        } else {
            session.print("BROKEN: " + broken.get());
        }
        return broken.isEmpty() ? ExitCode.BALANCED : ExitCode.OTHER;
    }
}
