package io.drover.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
final class CommonOptions {

    /** How results are written. */
    enum Output {
        table,
        json
    }

    @Option(
            names = {"-o", "--output-format"},
            scope = ScopeType.INHERIT,
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "How results are written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Output output = Output.table;

    @Option(
            names = "--server",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "The server's address. Default: DROVER_SERVER, the one that `drover up` started, or"
                    + " http://127.0.0.1:8470.")
    private @Nullable URI server;

    @Option(
            names = "--token-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "A file with the API's token. Default: that of the server that `drover up` started.")
    private @Nullable Path tokenFile;

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("UnusedVariable") // picocli asks for it
    private boolean help;

    boolean isJson() {
        return output == Output.json;
    }

    Optional<URI> server() {
        return Optional.ofNullable(server);
    }

    Optional<Path> tokenFile() {
        return Optional.ofNullable(tokenFile);
    }
}
