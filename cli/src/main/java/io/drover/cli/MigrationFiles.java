package io.drover.cli;

import io.drover.cli.api.DroverClient;
import io.drover.cli.migration.InputException;
import io.drover.cli.migration.KnownConnectors;
import io.drover.cli.migration.MigrationFile;
import io.drover.cli.migration.Submission;
import io.drover.cli.migration.Variables;
import io.drover.installation.Health;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Reads files by what the server says of its connectors; what it said is kept for when none answers. */
final class MigrationFiles {

    private final Session session;

    MigrationFiles(Session session) {
        this.session = session;
    }

    /** What the server says now. */
    KnownConnectors ask(DroverClient client) {
        KnownConnectors known =
                new KnownConnectors(client.server().toString(), Instant.now(), client.connectors(), client.paths());
        if (!known.isEmpty()) {
            known.keep(session.checkout().state());
        }
        return known;
    }

    /** What a server said last. */
    KnownConnectors kept() {
        return KnownConnectors.kept(session.checkout().state());
    }

    /**
     * Looks at a file before a server is there, so that nobody waits for one to be told of a typo.
     *
     * @throws InputException with what is wrong in any case, and where no server is up, with what is wrong by what was kept
     */
    void look(Path file) {
        boolean up = session.isServerGiven() || Health.isReady(session.server());
        KnownConnectors known = up ? KnownConnectors.NONE : kept();
        try {
            MigrationFile.check(file, known, new Variables(session.environment()));
        } catch (InputException e) {
            if (!known.isEmpty() && !session.isJson()) {
                session.say("Checked by " + source(known) + ". If that has changed since: drover up, then try again.");
            }
            throw e;
        }
    }

    Submission read(DroverClient client, Path file, Optional<Path> mapping) {
        return read(client, file, mapping, session.environment());
    }

    /**
     * @throws InputException with everything that is wrong, and where
     * @throws BadInputException where no worker has announced a connector
     */
    Submission read(DroverClient client, Path file, Optional<Path> mapping, Map<String, String> environment) {
        KnownConnectors known = ask(client);
        if (known.isEmpty()) {
            throw new BadInputException(
                    "The server at " + known.server() + " knows no connector: no worker has announced one."
                            + " Are the extractor, loader and validator services running?");
        }
        return MigrationFile.read(file, mapping, known, new Variables(environment));
    }

    /** Who said it, and when. */
    static String source(KnownConnectors known) {
        return "what " + known.server() + " said at " + known.at().truncatedTo(ChronoUnit.SECONDS);
    }
}
