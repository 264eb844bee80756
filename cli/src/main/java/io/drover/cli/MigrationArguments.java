package io.drover.cli;

import io.drover.cli.migration.MigrationFile;
import io.drover.cli.migration.Submission;
import io.drover.cli.migration.Variables;
import java.nio.file.Path;
import java.util.Map;
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

    Submission read(Map<String, String> environment) {
        return MigrationFile.read(file, Optional.ofNullable(mapping), new Variables(environment));
    }

    Path file() {
        return file;
    }
}
