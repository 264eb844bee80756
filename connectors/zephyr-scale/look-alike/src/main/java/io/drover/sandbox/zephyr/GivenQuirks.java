package io.drover.sandbox.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.faults.OddAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a given project says of its own answers, in the words of {@link ListingForm} and {@link OddAnswer}. */
final class GivenQuirks {

    private static final List<String> LISTINGS = List.of(
            "folders", "priorities", "statuses", "environments", "testcases", "nextgen", "teststeps", "versions");
    private static final String LOGIN =
            "<!DOCTYPE html><html><head><title>Log in - Atlassian</title></head><body>Please log in</body></html>";
    private static final String GONE = "<HTML><BODY>503 CloudFront</BODY></HTML>";

    private GivenQuirks() {}

    /**
     * {@code listings} is as in the admin's; {@code caps}, {@code cap_untold}, {@code omit}, {@code next_host},
     * {@code strpage}, {@code strcursor}, {@code total_changes} and {@code empty_mid} are the reviewers' words.
     */
    static Map<String, ListingForm> forms(JsonNode quirks) {
        Map<String, ListingForm> forms = new HashMap<>();
        for (String listing : LISTINGS) {
            ObjectNode form = JsonNodeFactory.instance.objectNode();
            int cap = quirks.path("caps").path(listing).asInt();
            form.put("cap", cap).put("capUntold", quirks.path("cap_untold").asBoolean());
            form.set("omit", quirks.path("omit").isArray() ? quirks.get("omit") : form.arrayNode());
            form.put("nextHost", quirks.path("next_host").asText());
            form.put(
                    "textNumbers",
                    quirks.path("strpage").asBoolean()
                            || (listing.equals("nextgen")
                                    && quirks.path("strcursor").asBoolean()));
            boolean changes = quirks.path("total_changes").asBoolean();
            form.put("totalOff", changes ? -1 : 0).put("totalDrift", changes ? 1 : 0);
            int gap = quirks.path("empty_mid").path(listing).asInt();
            form.put("gapAt", gap).put("gapRows", gap > 0 ? cap : 0);
            ListingForm made = ListingForm.of(form);
            if (!made.equals(ListingForm.PLAIN)) {
                forms.put(listing, made);
            }
        }
        quirks.path("listings")
                .properties()
                .forEach(entry -> forms.put(entry.getKey(), ListingForm.of(entry.getValue())));
        return forms;
    }

    /** {@code answers} is as in the admin's; {@code status}, {@code html200}, {@code encoding} and so on are the reviewers'. */
    static List<OddAnswer> answers(String key, JsonNode quirks) {
        List<OddAnswer> all = new ArrayList<>();
        for (JsonNode rule : quirks.path("html200")) {
            all.add(OddAnswer.of(
                    rule(key, rule, 1).put("status", 200).put("text", LOGIN).put("contentType", "text/html")));
        }
        for (JsonNode rule : quirks.path("status")) {
            int code = rule.path("code").asInt();
            ObjectNode answer = rule(key, rule, 1).put("status", code);
            answer.put("text", "{\"errorCode\":" + code + ",\"message\":\"made to fail\"}");
            answer.set("headers", rule.path("headers").isObject() ? rule.get("headers") : answer.objectNode());
            all.add(OddAnswer.of(answer));
        }
        if (quirks.path("no_nextgen").asBoolean()) {
            ObjectNode rule = JsonNodeFactory.instance.objectNode().put("path", "nextgen");
            all.add(OddAnswer.of(
                    rule(key, rule, 0).put("status", 503).put("text", GONE).put("contentType", "text/html")));
        }
        quirks.path("answers").forEach(answer -> all.add(OddAnswer.of(answer)));
        ObjectNode form = rule(key, JsonNodeFactory.instance.objectNode(), 0);
        int plain = form.size();
        if (quirks.path("encoding").isTextual()) {
            form.set("encoding", quirks.get("encoding"));
        }
        for (String flag : List.of("bom", "chunked")) {
            if (quirks.path(flag).asBoolean()) {
                form.put(flag, true);
            }
        }
        if (quirks.path("nolength").asBoolean()) {
            form.put("endless", true);
        }
        if (quirks.path("strnums").asBoolean()) {
            form.put("textNumbers", true);
        }
        for (JsonNode pair : quirks.path("jsonsub")) {
            form.withObject("replace").put(pair.path(0).asText(), pair.path(1).asText());
        }
        if (quirks.path("utf16").asBoolean() || quirks.path("latin1").asBoolean()) {
            form.put("charset", quirks.path("utf16").asBoolean() ? "utf-16" : "iso-8859-1");
        }
        if (form.size() > plain) {
            all.add(OddAnswer.of(form));
        }
        return all;
    }

    /** {@code mutate}: after so many requests for a listing, each case has other values. */
    static Optional<CasesChange> change(JsonNode quirks) {
        JsonNode mutate = quirks.path("mutate");
        return mutate.path("set") instanceof ObjectNode set
                ? Optional.of(new CasesChange(
                        mutate.path("on").asText(), mutate.path("after").asInt(), set))
                : Optional.empty();
    }

    /** For requests that name the project: their key is in the path or in the query. */
    private static ObjectNode rule(String key, JsonNode rule, int times) {
        String path = rule.path("path").asText().replaceFirst("^\\^/", "/zephyr/v2/");
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("path", "^(?=.*\\b" + Pattern.quote(key) + "\\b)(?=.*" + path + ")");
        return answer.put("times", rule.path("times").asInt(times));
    }
}
