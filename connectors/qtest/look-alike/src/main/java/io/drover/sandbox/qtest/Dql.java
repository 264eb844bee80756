package io.drover.sandbox.qtest;

import java.util.ArrayList;
import java.util.List;

/**
 * The query language as far as it is served: {@code 'Field' op value}, {@code in (…)}, {@code is 'empty'}, {@code
 * and}, {@code or}, parentheses. Spaces around operators are mandatory, as in the real system.
 */
final class Dql {

    /** A condition on a test case. */
    sealed interface Condition {}

    record All(List<Condition> of) implements Condition {}

    record Any(List<Condition> of) implements Condition {}

    /** @param values one, except for {@code in} */
    record Compare(String field, Operator operator, List<String> values) implements Condition {}

    enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        CONTAINS("~"),
        NOT_CONTAINS("!~"),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        IN("in"),
        IS("is");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        static Operator of(String word) {
            for (Operator operator : values()) {
                if (operator.sign.equalsIgnoreCase(word)) {
                    return operator;
                }
            }
            throw QTestErrors.badRequest("Query: an operator is expected instead of '" + word + "'");
        }
    }

    private record Token(String text, boolean quoted) {
        boolean is(String word) {
            return !quoted && text.equalsIgnoreCase(word);
        }
    }

    private final List<Token> tokens;
    private int at;

    private Dql(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** An empty query is met by everything. */
    static Condition parse(String query) {
        if (query.isBlank()) {
            return new All(List.of());
        }
        Dql parser = new Dql(tokens(query));
        Condition condition = parser.any();
        if (parser.at < parser.tokens.size()) {
            throw QTestErrors.badRequest(
                    "Query: unexpected '" + parser.tokens.get(parser.at).text() + "'");
        }
        return condition;
    }

    private static List<Token> tokens(String query) {
        List<Token> tokens = new ArrayList<>();
        int i = 0;
        while (i < query.length()) {
            char c = query.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
            } else if (c == '\'') {
                StringBuilder text = new StringBuilder();
                i = quoted(query, i + 1, text);
                tokens.add(new Token(text.toString(), true));
            } else if (c == '(' || c == ')' || c == ',') {
                tokens.add(new Token(String.valueOf(c), false));
                i++;
            } else {
                int end = i;
                while (end < query.length()
                        && !Character.isWhitespace(query.charAt(end))
                        && "(),'".indexOf(query.charAt(end)) < 0) {
                    end++;
                }
                tokens.add(new Token(query.substring(i, end), false));
                i = end;
            }
        }
        return tokens;
    }

    /** A backslash keeps the character after it. */
    private static int quoted(String query, int from, StringBuilder text) {
        for (int i = from; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c == '\'') {
                boolean spaced = i + 1 == query.length() || " ),\n\t".indexOf(query.charAt(i + 1)) >= 0;
                if (!spaced) {
                    throw QTestErrors.badRequest("Query: a space is missing after '" + text + "'");
                }
                return i + 1;
            }
            if (c == '\\' && i + 1 < query.length()) {
                i++;
            }
            text.append(query.charAt(i));
        }
        throw QTestErrors.badRequest("Query: a quote is not closed");
    }

    private Condition any() {
        List<Condition> parts = new ArrayList<>(List.of(all()));
        while (accept("or")) {
            parts.add(all());
        }
        return parts.size() == 1 ? parts.getFirst() : new Any(parts);
    }

    private Condition all() {
        List<Condition> parts = new ArrayList<>(List.of(one()));
        while (accept("and")) {
            parts.add(one());
        }
        return parts.size() == 1 ? parts.getFirst() : new All(parts);
    }

    private Condition one() {
        if (accept("(")) {
            Condition inside = any();
            expect(")");
            return inside;
        }
        String field = next().text();
        Operator operator = Operator.of(next().text());
        if (operator != Operator.IN) {
            return new Compare(field, operator, List.of(next().text()));
        }
        expect("(");
        List<String> values = new ArrayList<>(List.of(next().text()));
        while (accept(",")) {
            values.add(next().text());
        }
        expect(")");
        return new Compare(field, operator, values);
    }

    private Token next() {
        if (at == tokens.size()) {
            throw QTestErrors.badRequest("Query: it ends too early");
        }
        return tokens.get(at++);
    }

    private boolean accept(String word) {
        if (at < tokens.size() && tokens.get(at).is(word)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String word) {
        if (!accept(word)) {
            throw QTestErrors.badRequest("Query: '" + word + "' is expected");
        }
    }
}
