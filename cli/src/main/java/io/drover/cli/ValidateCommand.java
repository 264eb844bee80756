package io.drover.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.cli.api.DroverClient;
import io.drover.cli.api.UnreachableException;
import io.drover.cli.migration.InputException;
import io.drover.cli.migration.KnownConnectors;
import io.drover.cli.migration.MigrationFile;
import io.drover.cli.migration.MigrationSchema;
import io.drover.cli.migration.Variables;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at a file, with or without a server. */
@Command(
        name = "validate",
        description = {
            "Checks a migration's file and sends nothing. It uses what the server says about its connectors.",
            "If no server answers: what it said last. If none was ever asked: only the form of the file."
        })
final class ValidateCommand implements Callable<Integer> {

    private final Session session;
    private final MigrationFiles files;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A migration's file, as with run.")
    private @Nullable Path file;

    @Option(
            names = {"--mapping", "--custom-field-map"},
            paramLabel = "FILE",
            description = "A mapping file, as with run.")
    private @Nullable Path mapping;

    @Option(names = "--schema", description = "Writes the JSON Schema of a migration's file, for an editor.")
    private boolean schema;

    ValidateCommand(Session session) {
        this.session = session;
        this.files = new MigrationFiles(session);
    }

    /** @param isNew whether a server says so now */
    private record By(KnownConnectors known, boolean isNew) {

        String word() {
            return isNew ? "server" : known.isEmpty() ? "form" : "kept";
        }
    }

    @Override
    public Integer call() {
        if (schema == (file != null)) {
            throw new BadInputException("Name a FILE, or give --schema.");
        }
        By by = by();
        if (file != null) {
            check(file, by);
        } else if (by.known().isEmpty()) {
            throw new BadInputException("No server answers, and none was ever asked here. Start one with: drover up");
        } else {
            session.print(MigrationSchema.of(by.known()).toPrettyString());
        }
        return ExitCode.BALANCED;
    }

    private By by() {
        try (DroverClient client = session.client()) {
            KnownConnectors known = files.ask(client);
            return known.isEmpty() ? new By(files.kept(), false) : new By(known, true);
        } catch (UnreachableException e) {
            return new By(files.kept(), false);
        }
    }

    private void check(Path given, By by) {
        Variables variables = new Variables(session.environment());
        try {
            if (by.known().isEmpty()) {
                MigrationFile.check(given, by.known(), variables);
            } else {
                MigrationFile.read(given, Optional.ofNullable(mapping), by.known(), variables);
            }
        } catch (InputException e) {
            if (!session.isJson()) {
                session.say(words(by));
            }
            throw e;
        }
        session.print(
                session.isJson()
                        ? JsonNodeFactory.instance
                                .objectNode()
                                .put("file", given.toString())
                                .put("checkedBy", by.word())
                                .put("server", by.known().server())
                                .put("at", by.known().at().toString())
                                .toString()
                        : given + ": nothing is wrong. " + words(by));
    }

    private String words(By by) {
        return by.isNew()
                ? "Checked by what " + by.known().server() + " says about its connectors."
                : by.known().isEmpty()
                        ? "Only the form was checked, not the settings: no server answers, and none was asked before."
                        : "Checked by " + MigrationFiles.source(by.known()) + ": no server answers now.";
    }
}
