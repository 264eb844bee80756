package io.drover.cli;

import io.drover.cli.api.DroverClient;
import io.drover.cli.api.MigrationDefinition;
import io.drover.cli.api.MigrationDefinition.Archive;
import io.drover.cli.api.Problem;
import io.drover.cli.migration.Submission;
import java.security.SecureRandom;
import java.util.StringJoiner;

/** The password of a migration's archive where the file names none: made once, kept by the server, shown once. */
final class ArchivePassword {

    private static final String FIELD = "archive.password";

    /** 32 letters and digits that are not taken for one another, 5 bits each. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 7;
    private static final int GROUP = 4;

    private final Session session;
    private final DroverClient client;

    ArchivePassword(Session session, DroverClient client) {
        this.session = session;
        this.client = client;
    }

    /** Whether the server refused a migration because its recipe keeps an archive, and no password was named. */
    static boolean isMissing(Problem problem, Submission submission) {
        return submission.migration().archive() == null
                && problem.violations().stream().anyMatch(violation -> FIELD.equals(violation.field()));
    }

    /** The submission with a password that the server has: the one that was made for it before, or a new one. */
    Submission complete(Submission submission) {
        String secret = MigrationDefinition.archiveSecret(submission.migration().name());
        if (client.secretNames().contains(secret)) {
            session.say("Note: the archive's password is secret " + secret + ", which was shown when it was made."
                    + " For another one: " + FIELD + " in the file.");
        } else {
            String password = generate();
            client.putSecret(secret, password);
            show(secret, password);
        }
        return submission.withArchive(new Archive(secret));
    }

    private void show(String secret, String password) {
        session.say("");
        session.say("The password of the archive, shown this once (the server keeps it as secret " + secret + "):");
        session.say("");
        session.say("    " + password);
        session.say("");
        session.say("Keep it away from this machine. It opens the archive anywhere, without Drover:");
        session.say("    gpg -d EXECUTION.tar.zst.gpg | tar --zstd -x");
        session.say("");
    }

    /** 140 random bits, in groups that can be read aloud. */
    static String generate() {
        SecureRandom random = new SecureRandom();
        StringJoiner password = new StringJoiner("-");
        for (int group = 0; group < GROUPS; group++) {
            StringBuilder letters = new StringBuilder(GROUP);
            for (int letter = 0; letter < GROUP; letter++) {
                letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            password.add(letters);
        }
        return password.toString();
    }
}
