package io.drover.sandbox.qtest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers conditions from the project: by index where a text field, an id or a pid is asked for, else by looking. */
final class Finder {

    private static final long DAY_MS = 86_400_000L;

    private record Candidate(StoredCase test, CaseContent content) {}

    private final State state;

    Finder(State state) {
        this.state = state;
    }

    /** @param createdBefore epoch milliseconds; what came later is not indexed yet */
    List<StoredCase> find(Dql.Condition condition, long createdBefore) {
        Predicate<Candidate> test = compile(condition);
        Collection<Integer> numbers = candidates(condition);
        List<StoredCase> found = new ArrayList<>();
        if (numbers == null) {
            for (int number = 1; number <= state.cases.highest(); number++) {
                collect(found, number, test, createdBefore);
            }
        } else {
            numbers.forEach(number -> collect(found, number, test, createdBefore));
        }
        return found;
    }

    private void collect(List<StoredCase> found, int number, Predicate<Candidate> test, long createdBefore) {
        StoredCase one = state.cases.byNumber(number);
        if (one != null && one.created() <= createdBefore && test.test(new Candidate(one, one.content()))) {
            found.add(one);
        }
    }

    /** The only numbers that can meet the condition, or null when all have to be looked at. */
    private @Nullable Collection<Integer> candidates(Dql.Condition condition) {
        return switch (condition) {
            case Dql.Compare compare -> indexed(compare);
            case Dql.All all -> {
                for (Dql.Condition part : all.of()) {
                    Collection<Integer> some = candidates(part);
                    if (some != null) {
                        yield some;
                    }
                }
                yield null;
            }
            case Dql.Any any -> {
                Collection<Integer> together = new TreeSet<>();
                for (Dql.Condition part : any.of()) {
                    Collection<Integer> some = candidates(part);
                    if (some == null) {
                        yield null;
                    }
                    together.addAll(some);
                }
                yield together;
            }
        };
    }

    private @Nullable Collection<Integer> indexed(Dql.Compare compare) {
        if (compare.operator() != Dql.Operator.EQUAL && compare.operator() != Dql.Operator.IN) {
            return null;
        }
        Collection<Integer> numbers = new TreeSet<>();
        if (compare.field().equalsIgnoreCase("id")) {
            for (String value : compare.values()) {
                StoredCase found = state.cases.find(value);
                if (found != null) {
                    numbers.add(found.number());
                }
            }
            return numbers;
        }
        ProjectField field = field(compare.field());
        for (String value : compare.values()) {
            if (!Cases.indexed(field, value) || field == null) {
                return null;
            }
            numbers.addAll(state.cases.withText(field.id, value));
        }
        return numbers;
    }

    private @Nullable ProjectField field(String name) {
        ProjectField byLabel = state.fields.byLabel(name);
        if (byLabel != null) {
            return byLabel;
        }
        try {
            return state.fields.byId(Long.parseLong(name));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private Predicate<Candidate> compile(Dql.Condition condition) {
        return switch (condition) {
            case Dql.All all -> all.of().stream().map(this::compile).reduce(c -> true, Predicate::and);
            case Dql.Any any -> any.of().stream().map(this::compile).reduce(c -> false, Predicate::or);
            case Dql.Compare compare -> compile(compare);
        };
    }

    private Predicate<Candidate> compile(Dql.Compare compare) {
        return switch (compare.field().toLowerCase(Locale.ROOT)) {
            case "id" -> c -> compare.values().stream().anyMatch(v -> ids(compare.operator(), c.test(), v));
            case "name" -> c -> text(compare, c.content().name());
            case "description" -> c -> text(compare, c.content().description());
            case "precondition" -> c -> text(compare, c.content().precondition());
            case "created date" -> date(compare, true);
            case "last modified date" -> date(compare, false);
            default -> property(compare);
        };
    }

    private static boolean ids(Dql.Operator operator, StoredCase test, String value) {
        boolean same = value.equals(test.pid()) || value.equals(String.valueOf(test.id()));
        return switch (operator) {
            case EQUAL, IN -> same;
            case NOT_EQUAL -> !same;
            case GREATER -> test.id() > TestCasesApi.number("id", value);
            case GREATER_OR_EQUAL -> test.id() >= TestCasesApi.number("id", value);
            case LESS -> test.id() < TestCasesApi.number("id", value);
            case LESS_OR_EQUAL -> test.id() <= TestCasesApi.number("id", value);
            case CONTAINS, NOT_CONTAINS, IS -> throw QTestErrors.badRequest("Query: not an operator for id");
        };
    }

    private static boolean text(Dql.Compare compare, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        String wanted = compare.values().getFirst();
        return switch (compare.operator()) {
            case EQUAL -> value.equals(wanted);
            case NOT_EQUAL -> !value.equals(wanted);
            case IN -> compare.values().contains(value);
            case CONTAINS -> lower.contains(wanted.toLowerCase(Locale.ROOT));
            case NOT_CONTAINS -> !lower.contains(wanted.toLowerCase(Locale.ROOT));
            case IS -> empty(wanted) == value.isEmpty();
            case GREATER -> value.compareTo(wanted) > 0;
            case GREATER_OR_EQUAL -> value.compareTo(wanted) >= 0;
            case LESS -> value.compareTo(wanted) < 0;
            case LESS_OR_EQUAL -> value.compareTo(wanted) <= 0;
        };
    }

    private static boolean empty(String word) {
        return switch (word) {
            case "empty" -> true;
            case "not empty" -> false;
            default -> throw QTestErrors.badRequest("Query: 'empty' or 'not empty' is expected instead of " + word);
        };
    }

    private static Predicate<Candidate> date(Dql.Compare compare, boolean created) {
        long asked = instant(compare.values().getFirst());
        return c -> {
            long when = created ? c.test().created() : c.test().modified();
            return switch (compare.operator()) {
                case EQUAL -> when / 1000 == asked / 1000;
                case NOT_EQUAL -> when / 1000 != asked / 1000;
                case GREATER -> when > asked;
                case GREATER_OR_EQUAL -> when >= asked;
                case LESS -> when < asked;
                case LESS_OR_EQUAL -> when <= asked;
                case IN -> when >= asked && when < asked + DAY_MS;
                case CONTAINS, NOT_CONTAINS, IS -> throw QTestErrors.badRequest("Query: not an operator for a date");
            };
        };
    }

    private static long instant(String text) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text).toEpochMilli()
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            throw QTestErrors.badRequest("Query: a date-time is expected instead of '" + text + "'");
        }
    }

    /** A choice is asked for by its label. */
    private Predicate<Candidate> property(Dql.Compare compare) {
        ProjectField field = field(compare.field());
        if (field == null) {
            throw QTestErrors.badRequest("Query: there is no field '" + compare.field() + "'");
        }
        return c -> {
            String value = "";
            for (CaseContent.Property property : c.content().properties()) {
                if (property.fieldId() == field.id) {
                    value = property.value();
                }
            }
            String shown = field.shown(value, state.users);
            return text(compare, shown == null ? value : shown);
        };
    }
}
