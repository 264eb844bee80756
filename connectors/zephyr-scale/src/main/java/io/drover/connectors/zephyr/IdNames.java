package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.http.PageSize;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts names in the place of the ids that a test case carries. */
final class IdNames {

    private static final Pattern LAST_ID = Pattern.compile("/(\\d+)/?$");

    /**
     * What a reference means.
     *
     * @param text the name; null when there is none, or when nobody knows it
     * @param unknown the id, or the reference, that nobody knows the name of; null when there is none
     */
    record Name(@Nullable String text, @Nullable JsonNode unknown) {}

    private static final Name NONE = new Name(null, null);

    private final NameList priorities;
    private final NameList statuses;
    private final NameList componentNames;
    private final PageSize casesPage;
    private final Components components;

    IdNames(NameLists lists, ZephyrApi api, Components components) {
        ZephyrApi beside = api.beside();
        this.priorities = new NameList(lists.priorities(), id -> NameList.in(beside.named("priorities", id)));
        this.statuses = new NameList(lists.statuses(), id -> NameList.in(beside.named("statuses", id)));
        this.componentNames = new NameList(lists.components(), components::name);
        this.casesPage = lists.casesPage();
        this.components = components;
    }

    Name priority(JsonNode testCase) {
        return name(testCase.path("priority"), priorities);
    }

    Name status(JsonNode testCase) {
        return name(testCase.path("status"), statuses);
    }

    Name component(JsonNode testCase) {
        return name(testCase.path("component"), componentNames);
    }

    /** How many test cases to ask for at a time. */
    PageSize casesPage() {
        return casesPage;
    }

    void close() {
        components.close();
    }

    private static Name name(JsonNode ref, NameList names) {
        JsonNode id = ref.isObject() ? ref.path("id") : ref;
        if (id.isTextual() && !id.textValue().isBlank() && !ref.isObject() && !isNumber(id.textValue())) {
            return new Name(id.textValue(), null); // a name where a reference is promised
        }
        if (!(id.isIntegralNumber() || id.isTextual()) || id.asText().isBlank()) {
            Matcher self = LAST_ID.matcher(ref.path("self").asText(""));
            if (!self.find()) {
                return CaseValues.says(ref) ? new Name(null, ref) : NONE;
            }
            id = TextNode.valueOf(self.group(1));
        }
        Optional<String> name = names.name(id.asText());
        return name.isPresent() ? new Name(name.get(), null) : new Name(null, id);
    }

    private static boolean isNumber(String text) {
        return text.strip().chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
