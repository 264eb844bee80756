package io.drover.cli;

import io.drover.cli.api.DroverClient;
import io.drover.cli.api.Execution;
import io.drover.cli.api.ProblemException;
import io.drover.cli.migration.Submission;
import java.util.UUID;

/** Gives the server a file's secrets, then its migration, and starts it. */
final class Submitter {

    private final DroverClient client;

    Submitter(DroverClient client) {
        this.client = client;
    }

    /** @throws RefusedException where the server does not take it */
    Execution start(Submission submission) {
        try {
            submission.secrets().forEach((name, secret) -> client.putSecret(name, secret.value()));
            client.putMigration(submission.migration());
            return client.start(submission.migration().name(), UUID.randomUUID().toString());
        } catch (ProblemException e) {
            throw new RefusedException(e, submission);
        }
    }
}
