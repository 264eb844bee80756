package io.drover.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.mapping.FieldMap.Rule;
import io.drover.mapping.Fit.Issue;
import io.drover.mapping.MappingPolicies.MissingValues;
import io.drover.spi.Finding.Severity;
import io.drover.spi.TargetField;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns the values of one source field into values of one target field. */
final class FieldWriter {

    private static final int LARGEST_HTML = 2_000_000;

    /** Of characters; people write numbers of twenty. */
    private static final int LONGEST_NUMBER = 1000;

    private final Rule rule;
    private final TargetField target;
    private final Map<String, String> users;
    private final MissingValues missingValues;
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, Integer> order = new HashMap<>();

    FieldWriter(Rule rule, TargetField target, FieldMap fieldMap) {
        this.rule = rule;
        this.target = target;
        this.users = fieldMap.users();
        this.missingValues = fieldMap.policies().missingValues();
        for (String label : target.allowedValues()) {
            labels.putIfAbsent(ChoicePlan.key(label), label);
            order.putIfAbsent(label, order.size());
        }
    }

    String label() {
        return target.label();
    }

    /** @param value not {@link Texts#isEmpty empty} */
    Fit fit(JsonNode value) {
        return switch (target.type()) {
            case TEXT, URL -> line(source(value));
            case RICH_TEXT -> rich(source(value));
            case NUMBER -> number(value);
            case DATE -> Dates.date(value);
            case DATE_TIME -> Dates.dateTime(value);
            case CHECKBOX -> checkbox(value);
            case CHOICE -> choice(value);
            case MULTI_CHOICE -> choices(value);
            case USER -> user(Texts.of(value));
        };
    }

    /** Only people's own fields have rich texts; priorities, components and the like are names. */
    private SourceText source(JsonNode value) {
        return SourceText.of(value, !rule.custom());
    }

    private Fit line(SourceText text) {
        if (isTooLarge(text)) {
            return tooLarge();
        }
        PlainText plain = text.asPlain();
        if (!fits(plain.text())) {
            return truncated(Texts.cut(plain.text(), target.maxLength()));
        }
        TextNode node = TextNode.valueOf(plain.text());
        return plain.lost()
                ? new Fit.Changed(
                        node,
                        new Issue(
                                "VALUE_COERCED",
                                Severity.INFO,
                                "the target's field takes plain text: the formatting is left out",
                                plain.images()))
                : new Fit.Value(node);
    }

    private Fit rich(SourceText text) {
        String html = text.asHtml();
        if (fits(html)) {
            return new Fit.Value(TextNode.valueOf(html));
        }
        return isTooLarge(text)
                ? tooLarge()
                : truncated(Html.ofPlain(text.asPlain().text(), target.maxLength()));
    }

    /** The document of a text is many times as large as the text, and a worker's memory is small. */
    private static boolean isTooLarge(SourceText text) {
        return text.html() && text.text().length() > LARGEST_HTML;
    }

    private static Fit tooLarge() {
        return unfit("VALUE_TRUNCATED", "the text is too large to be made plain; the description has all of it");
    }

    private boolean fits(String text) {
        return target.maxLength() == 0 || text.length() <= target.maxLength();
    }

    private Fit truncated(String text) {
        return new Fit.Changed(
                TextNode.valueOf(text),
                new Issue(
                        "VALUE_TRUNCATED",
                        Severity.WARNING,
                        "the target takes " + target.maxLength() + " characters; the description has all of it",
                        true));
    }

    private static Fit number(JsonNode value) {
        try {
            String text = Texts.of(value).strip();
            if (text.length() > LONGEST_NUMBER) { // of millions of digits it would take hours
                return unfit("VALUE_NOT_A_NUMBER", "the description has it; give the field a text field as target");
            }
            return new Fit.Value(TextNode.valueOf(Texts.plain(new BigDecimal(text))));
        } catch (NumberFormatException e) {
            return unfit("VALUE_NOT_A_NUMBER", "the description has it; give the field a text field as target");
        }
    }

    private static Fit checkbox(JsonNode value) {
        return switch (ChoicePlan.key(Texts.of(value))) {
            case "true", "yes", "1" -> new Fit.Value(TextNode.valueOf("true"));
            case "false", "no", "0" -> new Fit.Value(TextNode.valueOf("false"));
            default -> unfit("VALUE_NOT_YES_OR_NO", "the description has it; give the field a text field as target");
        };
    }

    private Fit user(String account) {
        String user = users.get(account.strip());
        return user == null
                ? unfit("USER_NOT_MAPPED", "the description has the account; name its user under users")
                : new Fit.Value(TextNode.valueOf(user));
    }

    private Fit choice(JsonNode value) {
        if (value.isArray() && value.size() > 1) {
            return unfit("VALUE_NOT_SINGLE", "the field takes one value only; the description has them all");
        }
        JsonNode single = value.isArray() ? value.get(0) : value;
        Optional<String> label = label(word(single));
        if (label.isEmpty() && !value.isArray()) {
            SourceText text = source(value);
            label = isTooLarge(text)
                    ? label
                    : label(ChoicePlan.key(text.asPlain().text()));
        }
        if (label.isPresent()) {
            return new Fit.Value(TextNode.valueOf(label.get()));
        }
        String otherwise = otherwise();
        return otherwise == null ? missing() : new Fit.Changed(TextNode.valueOf(otherwise), defaulted());
    }

    private Fit choices(JsonNode value) {
        Map<Integer, String> found = new TreeMap<>(Comparator.naturalOrder());
        boolean defaulted = false;
        boolean missing = false;
        for (JsonNode element :
                value.isArray() ? value : JsonNodeFactory.instance.arrayNode().add(value)) {
            if (Texts.isEmpty(element)) {
                continue;
            }
            Optional<String> label = label(word(element));
            if (label.isEmpty()) {
                label = Optional.ofNullable(otherwise());
                defaulted |= label.isPresent();
                missing |= label.isEmpty();
            }
            label.ifPresent(l -> found.put(order.getOrDefault(l, Integer.MAX_VALUE), l));
        }
        if (missing && (found.isEmpty() || missingValues == MissingValues.REJECT)) {
            return missing();
        }
        ArrayNode node = JsonNodeFactory.instance.arrayNode();
        found.values().forEach(node::add);
        if (missing) {
            return new Fit.Changed(
                    node,
                    new Issue("VALUE_NOT_IN_TARGET", Severity.WARNING, "the description has all values of it", true));
        }
        return defaulted ? new Fit.Changed(node, defaulted()) : new Fit.Value(node);
    }

    private static String word(JsonNode value) {
        return value.isBoolean() ? value.booleanValue() ? "yes" : "no" : ChoicePlan.key(Texts.of(value));
    }

    private Optional<String> label(String word) {
        return known(word).or(() -> known(ChoicePlan.key(ChoicePlan.yesOrNo(word))));
    }

    private Optional<String> known(String word) {
        String planned = rule.values().get(word);
        return Optional.ofNullable(labels.get(planned == null ? word : ChoicePlan.key(planned)));
    }

    private @Nullable String otherwise() {
        return rule.otherwise() == null ? null : labels.get(ChoicePlan.key(rule.otherwise()));
    }

    private Fit missing() {
        return missingValues == MissingValues.REJECT
                ? new Fit.Reject(new Issue(
                        "VALUE_NOT_IN_TARGET",
                        Severity.ERROR,
                        "map the value under values." + rule.source() + ", or let policies.missingValues create it",
                        false))
                : unfit("VALUE_NOT_IN_TARGET", "the description has it; map it under values." + rule.source());
    }

    private static Issue defaulted() {
        return new Issue(
                "VALUE_DEFAULTED",
                Severity.WARNING,
                "the field has the mapping's value \"*\"; the description has it",
                true);
    }

    static Fit unfit(String code, String advice) {
        return new Fit.Unfit(new Issue(code, Severity.WARNING, advice, true));
    }
}
