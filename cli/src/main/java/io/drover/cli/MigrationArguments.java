package io.drover.cli;

import io.drover.cli.api.DroverClient;
import io.drover.cli.migration.Submission;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The file of a migration, for the commands that take one. */
final class MigrationArguments {

    @Parameters(paramLabel = "FILE", description = "A migration as YAML, or the config.yaml of the ZTOQ tool as it is.")
    private Path file;

    @Option(
            names = {"--mapping", "--custom-field-map"},
            paramLabel = "FILE",
            description = "A mapping file, or the custom_fields_map.yaml of the ZTOQ tool, in place of what FILE says.")
    private @Nullable Path mapping;

    /** As far as that can be without a server. */
    void look(Session session) {
        new MigrationFiles(session).look(file);
    }

    Submission read(Session session, DroverClient client) {
        return new MigrationFiles(session).read(client, file, Optional.ofNullable(mapping));
    }

    Path file() {
        return file;
    }
}
