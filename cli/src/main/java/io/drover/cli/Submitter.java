package io.drover.cli;

import io.drover.cli.api.DroverClient;
import io.drover.cli.api.Execution;
import io.drover.cli.api.ProblemException;
import io.drover.cli.migration.Submission;
import java.util.UUID;

/** Gives the server a file's secrets, then its migration, and starts it. */
final class Submitter {

    private final Session session;
    private final DroverClient client;

    Submitter(Session session, DroverClient client) {
        this.session = session;
        this.client = client;
    }

    /**
     * Defines the migration and answers its name.
     *
     * @throws RefusedException where the server does not take it
     */
    String define(Submission submission) {
        try {
            submission.secrets().forEach((name, secret) -> client.putSecret(name, secret.value()));
            put(submission);
            return submission.migration().name();
        } catch (ProblemException e) {
            throw new RefusedException(e, submission);
        }
    }

    /** Only the server knows which recipes keep an archive. */
    private void put(Submission submission) {
        try {
            client.putMigration(submission.migration());
        } catch (ProblemException e) {
            if (!ArchivePassword.isMissing(e.problem(), submission)) {
                throw e;
            }
            client.putMigration(
                    new ArchivePassword(session, client).complete(submission).migration());
        }
    }

    /** As {@link #define}, and starts an execution of it. */
    Execution start(Submission submission) {
        String migration = define(submission);
        try {
            return client.start(migration, UUID.randomUUID().toString());
        } catch (ProblemException e) {
            throw new RefusedException(e, submission);
        }
    }
}
