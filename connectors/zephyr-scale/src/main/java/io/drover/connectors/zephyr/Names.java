package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.http.EachRecord;
import io.drover.http.PageSize;
import io.drover.http.Reply;
import io.drover.spi.ConnectorException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts names in the place of the ids that a test case carries. */
final class Names {

    private static final Pattern LAST_ID = Pattern.compile("/(\\d+)/?$");

    /**
     * What a reference means.
     *
     * @param text the name; null when there is none, or when nobody knows it
     * @param unknown the id, or the reference, that nobody knows the name of; null when there is none
     */
    record Name(@Nullable String text, @Nullable JsonNode unknown) {}

    private static final Name NONE = new Name(null, null);

    private final NameLists lists;
    private final ZephyrApi api;
    private final Components components;

    Names(NameLists lists, ZephyrApi api, Components components) {
        this.lists = lists;
        this.api = api.beside();
        this.components = components;
    }

    Name priority(JsonNode testCase) {
        return name(testCase.path("priority"), lists.priorities(), id -> ask("priorities", id));
    }

    Name status(JsonNode testCase) {
        return name(testCase.path("status"), lists.statuses(), id -> ask("statuses", id));
    }

    Name component(JsonNode testCase) {
        return name(testCase.path("component"), lists.components(), components::name);
    }

    /** How many test cases to ask for at a time. */
    PageSize casesPage() {
        return lists.casesPage();
    }

    void close() {
        components.close();
    }

    private static Name name(
            JsonNode ref, Map<String, Optional<String>> known, Function<String, Optional<String>> lookUp) {
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
        Optional<String> name = known.computeIfAbsent(id.asText(), asked -> forOne(asked, lookUp));
        return name.isPresent() ? new Name(name.get(), null) : new Name(null, id);
    }

    private static boolean isNumber(String text) {
        return text.strip().chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** A name that cannot be had is missed in one field of some records; it is no reason to give up the batch. */
    private static Optional<String> forOne(String id, Function<String, Optional<String>> lookUp) {
        try {
            return lookUp.apply(id).filter(name -> !name.isBlank());
        } catch (ConnectorException e) {
            if (EachRecord.saysNothingOfTheRecord(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Optional<String> ask(String list, String id) {
        Reply reply = api.named(list, id);
        return reply.status() == ZephyrApi.NOT_FOUND
                ? Optional.empty()
                : Optional.ofNullable(reply.json().path("name").textValue());
    }
}
