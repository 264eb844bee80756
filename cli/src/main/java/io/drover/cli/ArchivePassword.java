package io.drover.cli;

import io.drover.api.Problem;
import io.drover.api.SecretValue;
import io.drover.cli.api.DroverClient;
import io.drover.cli.migration.Submission;
import java.security.SecureRandom;
import java.util.List;
import java.util.StringJoiner;

/**
 * What seals the archive of a migration whose file names no password: a secret of the server, which nobody can read back.
 *
 * @param secret its name on the server
 * @param kind where it comes from
 * @param made its value, of a new one
 */
record ArchivePassword(String secret, Kind kind, String made) {

    /** Where a password comes from. */
    enum Kind {
        /** A run makes it. */
        TO_COME,
        /** Made just now, and shown now or never. */
        MADE,
        /** The server has it from before. */
        KEPT
    }

    private static final String FIELD = "archive.password";

    /** 32 letters and digits that are not taken for one another, 5 bits each. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 7;
    private static final int GROUP = 4;

    /** Whether the server refused a migration because its recipe keeps an archive, and no password was named. */
    static boolean isMissing(Problem problem, Submission submission) {
        return submission.migration().archive() == null
                && problem.violations().stream().anyMatch(violation -> FIELD.equals(violation.field()));
    }

    /** Whether the server has it from before. One that an earlier release stored seals nothing: it does not say what it is for. */
    static boolean isKept(DroverClient client, String secret) {
        return client.secret(secret)
                .filter(kept -> SecretValue.ARCHIVE.equals(kept.connector()))
                .isPresent();
    }

    SecretValue value() {
        return new SecretValue(made, SecretValue.ARCHIVE, List.of());
    }

    static ArchivePassword toCome(String secret) {
        return new ArchivePassword(secret, Kind.TO_COME, "");
    }

    static ArchivePassword kept(String secret) {
        return new ArchivePassword(secret, Kind.KEPT, "");
    }

    static ArchivePassword make(String secret) {
        return new ArchivePassword(secret, Kind.MADE, generate());
    }

    /** What a person has to know of it: lines without a frame, so that a copied password is nothing but the password. */
    List<String> lines() {
        return switch (kind) {
            case TO_COME ->
                List.of(
                        "",
                        "The archive is sealed with a password. The file names none:",
                        "drover run makes one, and shows it when it begins and again when it ends.",
                        "For one of your own, before that:  drover secrets set " + secret + " --for archive");
            case MADE ->
                List.of(
                        "",
                        "The password of the archive (secret " + secret + ").",
                        "Nobody can read it back from the server:",
                        "",
                        made,
                        "",
                        "Keep it away from this machine. It opens the archive anywhere, without Drover:",
                        "    gpg -d EXECUTION.tar.zst.gpg | tar --zstd -x",
                        "");
            case KEPT ->
                List.of(
                        "",
                        "The archive is sealed with secret " + secret + ",",
                        "which was shown when it was made and cannot be read back.",
                        "If you do not have it any more, set another one before the archive is made:",
                        "    drover secrets set " + secret,
                        "");
        };
    }

    @Override
    public String toString() {
        return "ArchivePassword[" + secret + " " + kind + "]";
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
