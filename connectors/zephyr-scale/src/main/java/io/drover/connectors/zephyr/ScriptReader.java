package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase.Note;
import io.drover.http.ListedPage;
import io.drover.http.Listing;
import io.drover.http.Reply;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the script of a test case; which of the three forms it has shows only when asked (docs/contracts/zephyr-scale-and-qtest.md §1.5). A case without
 * steps answers with an empty list. So 404 is never "no steps": the case is gone, or its script cannot be had.
 */
final class ScriptReader {

    private static final int WRONG_TYPE = 422;
    private static final String OTHER_FORM = "SCRIPT_UNREADABLE";
    private static final String NOT_FOUND = "NOT_FOUND";

    private final ZephyrApi api;
    private final int pageSize;

    ScriptReader(ZephyrApi api, int pageSize) {
        this.api = api;
        this.pageSize = pageSize;
    }

    /** @throws ConnectorException when the script cannot be had whole */
    Script read(String key, JsonNode testCase, StepReader steps, List<Note> notes) {
        // Only the end of the link counts: the request goes to the configured address and nowhere else.
        boolean text = testCase.path("testScript").path("self").asText("").endsWith("/testscript");
        try {
            return inForm(text, key, steps, notes);
        } catch (ConnectorException e) {
            return switch (e.code()) {
                case OTHER_FORM -> inForm(!text, key, steps, notes);
                case NOT_FOUND -> whereNotFound(!text, key, steps, notes, e);
                default -> throw e;
            };
        }
    }

    private Script inForm(boolean text, String key, StepReader steps, List<Note> notes) {
        return text ? text(key, notes) : steps(key, steps);
    }

    private Script whereNotFound(
            boolean text, String key, StepReader steps, List<Note> notes, ConnectorException first) {
        Reply testCase = api.oneCase(key);
        if (testCase.status() == ZephyrApi.NOT_FOUND && !testCase.looksLikeHtml()) {
            throw failure("RECORD_UNREADABLE", key + " was deleted while it was read: " + testCase.evidence(), first);
        }
        testCase.json();
        try {
            return inForm(text, key, steps, notes);
        } catch (ConnectorException e) {
            throw switch (e.code()) {
                case OTHER_FORM, NOT_FOUND ->
                    failure(
                            "SCRIPT_NOT_FOUND",
                            first.answer().orElse(String.valueOf(first.getMessage()))
                                    + "; the test case itself is there",
                            first);
                default -> e;
            };
        }
    }

    private Script steps(String key, StepReader reader) {
        Listing.All all = Listing.all(
                () -> Listing.byOffset(
                        (from, most) -> stepsPage(key, from, most),
                        step -> ListedEntry.id(step).orElse(null),
                        0,
                        pageSize),
                pageSize);
        if (all.missing().isPresent()) {
            throw failure(
                    "LISTING_INCOMPLETE",
                    "GET /testcases/" + key + "/teststeps gave " + all.missing().get(),
                    null);
        }
        return new Script.Steps(all.values().stream().map(reader::step).toList());
    }

    private ListedPage stepsPage(String key, long from, int most) {
        return ZephyrPages.byOffset(inThisForm(api.steps(key, from, most)));
    }

    private Script text(String key, List<Note> notes) {
        Reply reply = inThisForm(api.script(key));
        JsonNode script = reply.json();
        JsonNode value = script.path("text");
        if (value.isMissingNode()) {
            throw reply.failure(
                    "UNEXPECTED_SHAPE",
                    FailureType.EXTERNAL,
                    "answered with no object that has a \"text\" to",
                    "Open the test case there.");
        }
        if (value.isContainerNode()) {
            notes.add(new Note("VALUE_NOT_A_TEXT", "Test Script", value));
        }
        // Null: a script that was never written.
        String text = value.isNull() ? "" : value.asText("");
        String type = script.path("type").asText("");
        return switch (type) {
            case "plain" -> new Script.Plain(text);
            case "bdd" -> new Script.Bdd(text);
            default ->
                throw failure(
                        "SCRIPT_TYPE_UNKNOWN", "GET /testcases/" + key + "/testscript: type \"" + type + "\"", null);
        };
    }

    private static Reply inThisForm(Reply reply) {
        if (reply.status() == WRONG_TYPE) {
            throw reply.failure(
                    OTHER_FORM, FailureType.EXTERNAL, "has no script of this form for", "Open the test case there.");
        }
        return reply;
    }

    private static ConnectorException failure(String code, String what, @Nullable Throwable cause) {
        return new ConnectorException(code, FailureType.EXTERNAL, "Zephyr Scale: " + what + ".", null, cause, what);
    }
}
