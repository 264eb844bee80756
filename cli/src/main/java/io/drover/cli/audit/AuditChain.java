package io.drover.cli.audit;

import io.drover.cli.api.AuditEntry;
import io.drover.cli.api.AuditHead;
import io.drover.cli.api.DroverClient;
import io.drover.cli.api.UnexpectedAnswerException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chain of an audit: each line is JSON whose last field {@code hash} is the SHA-256 of the line without that field,
 * and whose field {@code previous} is the hash of the line before. Lines are taken one by one; nothing is kept of them.
 */
public final class AuditChain {

    /** What the first line has as its previous hash. */
    public static final String START = "0".repeat(64);

    private static final Pattern LAST_FIELD = Pattern.compile("^(\\{.*),\"hash\":\"([0-9a-f]{64})\"}$", Pattern.DOTALL);

    private long count;
    private String head = START;
    private Optional<String> broken = Optional.empty();

    /** Takes the next line. After a broken one, no other is looked at. */
    public void accept(String line) {
        if (broken.isPresent()) {
            return;
        }
        long number = count + 1;
        broken = wrong(line, number).map(why -> "line " + number + ": " + why);
        if (broken.isEmpty()) {
            count = number;
        }
    }

    private Optional<String> wrong(String line, long number) {
        Matcher matcher = LAST_FIELD.matcher(line);
        if (!matcher.matches()) {
            return Optional.of("it does not end with its hash");
        }
        AuditEntry entry;
        try {
            entry = DroverClient.auditEntry(line);
        } catch (UnexpectedAnswerException e) {
            return Optional.of("it is no entry of an audit");
        }
        if (entry.seq() != number) {
            return Optional.of("its seq is " + entry.seq() + ", expected " + number
                    + ": an entry is missing, or twice, or out of order");
        }
        if (!head.equals(entry.previous())) {
            return Optional.of("its previous hash is " + entry.previous() + ", expected " + head
                    + (number == 1 ? ", the start of a chain" : ", the hash of the line before"));
        }
        String computed = sha256(matcher.group(1) + "}");
        if (!computed.equals(matcher.group(2))) {
            return Optional.of("its hash is " + matcher.group(2) + ", its content gives " + computed
                    + ": it was changed after it was written");
        }
        head = computed;
        return Optional.empty();
    }

    /** The number of lines that are right. */
    public long count() {
        return count;
    }

    /** The hash of the last line that is right. */
    public String head() {
        return head;
    }

    /** The first broken line and what is wrong with it. */
    public Optional<String> broken() {
        return broken;
    }

    /** What is wrong with the chain's end, where the execution says that it ends elsewhere. */
    public Optional<String> endsAt(AuditHead end) {
        String expected = end.head() == null ? START : end.head();
        if (count == end.count() && head.equals(expected)) {
            return Optional.empty();
        }
        return Optional.of("the chain has " + count + " entries and ends with " + head + ", the execution says "
                + end.count() + " and " + expected + ": entries were cut off or added");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
