package io.drover.cli;

import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.api.SecretValue;
import io.drover.cli.api.DroverClient;
import io.drover.cli.api.DroverClient.InUse;
import io.drover.cli.api.ProblemException;
import io.drover.cli.migration.Submission;
import java.util.Optional;
import java.util.UUID;

/** Gives the server a file's secrets, then its migration, and starts it. */
final class Submitter {

    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;

    private final DroverClient client;

    Submitter(DroverClient client) {
        this.client = client;
    }

    /** @param password of its archive, where the file names none and the recipe keeps one */
    record Started(Execution execution, Optional<ArchivePassword> password) {}

    /**
     * Defines the migration, and gives the server no secret: nothing that runs is touched.
     *
     * @return the password of its archive, where the file names none and the recipe keeps one
     * @throws FileRefusedException where the server does not take it
     */
    Optional<ArchivePassword> describe(Submission submission) {
        try {
            return put(submission.withoutSecrets())
                    .map(secret -> ArchivePassword.isKept(client, secret)
                            ? ArchivePassword.kept(secret)
                            : ArchivePassword.toCome(secret));
        } catch (ProblemException e) {
            throw refused(e, submission);
        }
    }

    /**
     * Defines the migration with its secrets, and starts an execution of it.
     *
     * @throws BadInputException where another is under way, whose secrets are then left alone
     * @throws FileRefusedException where the server does not take it, or where an execution of any migration uses its secrets
     */
    Started start(Submission submission) {
        return start(submission, InUse.UNTOUCHED);
    }

    /** The same, of one whose secrets have names of their own. */
    Started startCheck(Submission submission) {
        return start(submission, InUse.RENEWED);
    }

    private Started start(Submission submission, InUse inUse) {
        refuseUnderAnother(submission);
        try {
            submission.secrets().forEach((name, secret) -> store(name, secret, inUse));
            Optional<ArchivePassword> password = put(submission).map(this::seal);
            return new Started(
                    client.start(
                            submission.migration().name(), UUID.randomUUID().toString()),
                    password);
        } catch (ProblemException e) {
            throw refused(e, submission);
        }
    }

    /**
     * Only the server knows which recipes keep an archive.
     *
     * @return the secret that seals it, where the file names none
     */
    private Optional<String> put(Submission submission) {
        try {
            client.putMigration(submission.migration());
            return Optional.empty();
        } catch (ProblemException e) {
            if (!ArchivePassword.isMissing(e.problem(), submission)) {
                throw e;
            }
            String secret = Submission.archiveSecret(submission.migration().name());
            client.putMigration(submission.archivedWith(secret));
            return Optional.of(secret);
        }
    }

    private ArchivePassword seal(String secret) {
        if (ArchivePassword.isKept(client, secret)) {
            return ArchivePassword.kept(secret);
        }
        ArchivePassword password = ArchivePassword.make(secret);
        store(secret, password.value(), InUse.UNTOUCHED);
        return password;
    }

    /** Who may run and not store secrets names those that somebody else has stored. */
    private void store(String name, SecretValue secret, InUse inUse) {
        try {
            client.putSecret(name, secret, inUse);
        } catch (ProblemException e) {
            if (e.problem().status() != FORBIDDEN) {
                throw e;
            }
            throw new BadInputException(
                    "The secret " + name + " was not stored. " + e.problem().summary()
                            + "\nA file can name secrets that are there: an administrator stores one with"
                            + " drover secrets set NAME --for CONNECTOR@ADDRESS, and the file has secret:NAME.");
        }
    }

    /** A file with a wrong token would take the right one away from the execution that works with it. */
    private void refuseUnderAnother(Submission submission) {
        client.executions().stream()
                .filter(execution ->
                        execution.migration().equals(submission.migration().name()))
                .filter(execution -> !execution.checksConnections())
                .filter(Submitter::isUnderWay)
                .findFirst()
                .ifPresent(execution -> {
                    throw new BadInputException(
                            execution.state() == ExecutionStatus.HELD
                                    ? held(execution)
                                    : "Execution " + execution.id() + " of this migration is running. Nothing was sent."
                                            + "\nSee it with:  drover watch " + execution.id()
                                            + "\nEnd it with:  drover stop " + execution.id());
                });
    }

    /** What the server refuses because another execution is held is told with the ways on, which are not those of one that runs. */
    private RuntimeException refused(ProblemException e, Submission submission) {
        if (e.problem().status() == CONFLICT) {
            Optional<Execution> held = client.executions().stream()
                    .filter(execution -> execution.state() == ExecutionStatus.HELD)
                    .filter(execution -> e.problem().summary().contains(execution.id()))
                    .findFirst();
            if (held.isPresent()) {
                return new BadInputException(held(held.get()));
            }
        }
        return new FileRefusedException(e, submission);
    }

    private static boolean isUnderWay(Execution execution) {
        return switch (execution.state()) {
            case RUNNING, HELD -> true;
            case SUCCESS, PARTIAL, ERROR, STOPPED -> false;
        };
    }

    private static String held(Execution execution) {
        return "Execution " + execution.id() + " (" + execution.migration()
                + ") is HELD: it failed past the point of no return, and nothing else begins on these systems until a"
                + " person decides. See why:  drover status " + execution.id()
                + "\nResume it:      drover resume --execution " + execution.id() + " --reason TEXT"
                + "\nEnd it:         drover abandon --execution " + execution.id() + " --reason TEXT";
    }
}
