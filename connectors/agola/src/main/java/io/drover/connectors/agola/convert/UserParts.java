package io.drover.connectors.agola.convert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A user's data taken apart, since v0.8 has tokens and linked accounts as records of their own. For data as v0.7 writes it; what is
 * in the parts is looked at when they are written.
 */
final class UserParts {

    private static final byte[] LINKED_ACCOUNTS = ascii("\"linked_accounts\":");
    private static final byte[] TOKENS = ascii("\"tokens\":");
    private static final byte[] ID = ascii("{\"id\":");

    private final Bytes rest = new Bytes();
    private final Bytes part = new Bytes();
    private final List<Part> tokens = new ArrayList<>();
    private final List<Part> linkedAccounts = new ArrayList<>();
    private byte[] bytes = {};

    /** One member of an object: its name, and where its value is. */
    record Part(String name, int from, int to) {}

    /** Takes data apart; false if it is not as v0.7 writes it, or seems so. */
    boolean split(Bytes data) {
        rest.reset();
        tokens.clear();
        linkedAccounts.clear();
        GoBytes in = new GoBytes(data);
        bytes = in.bytes();
        int copied = 0;
        for (boolean first = in.take('{'); first || !in.sees('}'); first = false) {
            int end = in.at();
            if (!first && !in.take(',')) {
                return false;
            }
            boolean isTokens = in.take(TOKENS);
            if (isTokens || in.take(LINKED_ACCOUNTS)) {
                List<Part> parts = isTokens ? tokens : linkedAccounts;
                if (first || !parts.isEmpty() || !members(in, parts)) {
                    return false;
                }
                rest.write(bytes, copied, end - copied);
                copied = in.at();
            } else if (!in.plainText() || !in.take(':') || !in.anyValue()) {
                return false;
            }
        }
        rest.write(bytes, copied, data.length() - copied);
        return in.take('}') && in.atEnd();
    }

    /** The members of an object that is not empty; their names ascend. */
    private static boolean members(GoBytes in, List<Part> parts) {
        if (!in.take('{')) {
            return false;
        }
        String last = "";
        do {
            int from = in.at() + 1;
            if (!in.plainText()) {
                return false;
            }
            String name = in.text(from, in.at() - 1);
            int value = in.at() + 1;
            if (name.compareTo(last) <= 0 || !in.take(':') || !in.anyValue()) {
                return false;
            }
            parts.add(new Part(name, value, in.at()));
            last = name;
        } while (in.take(','));
        return in.take('}');
    }

    /** The data without tokens and linked accounts. */
    Bytes rest() {
        return rest;
    }

    List<Part> tokens() {
        return tokens;
    }

    List<Part> linkedAccounts() {
        return linkedAccounts;
    }

    /** What {@link #token}, {@link #account} or {@link #value} prepared last. */
    Bytes part() {
        return part;
    }

    /** Prepares a token as a record: with an empty id, its name and its value. */
    void token(Part token) {
        part.reset();
        part.writeBytes(ascii("{\"id\":\"\",\"name\":\"" + token.name() + "\",\"value\":"));
        part.write(bytes, token.from(), token.to() - token.from());
        part.write('}');
    }

    /** Prepares a linked account, which is a record; answers its id, or nothing if that is not where v0.7 writes it. */
    String account(Part account) {
        value(account);
        GoBytes in = new GoBytes(part);
        return in.take(ID) && in.plainText() ? in.text(ID.length + 1, in.at() - 1) : "";
    }

    /** Prepares the value as it is. */
    void value(Part any) {
        part.reset();
        part.write(bytes, any.from(), any.to() - any.from());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
