package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.http.ListedPage;
import io.drover.http.Reply;
import io.drover.spi.FailureType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The words in which Zephyr Scale's answers speak of further pages (docs/contracts/zephyr-scale-and-qtest.md §1.2). */
final class ZephyrPages {

    private static final String NEXT = "next";
    private static final List<String> CURSORS = List.of("nextStartAtId", "nextStartId");

    private ZephyrPages() {}

    static ListedPage byOffset(Reply reply) {
        JsonNode answer = listing(reply);
        return page(reply, answer, said(answer.get(NEXT)), ListedPage.inLink(answer.path(NEXT), "startAt"));
    }

    /** Prose and schema of the vendor name the cursor differently, and some answers have it in the link only. */
    static ListedPage byCursor(Reply reply) {
        JsonNode answer = listing(reply);
        Boolean more = said(answer.get(NEXT));
        OptionalLong next = OptionalLong.empty();
        for (String cursor : CURSORS) {
            Boolean here = said(answer.get(cursor));
            more = (more == null || Boolean.TRUE.equals(here)) ? here : more;
            next = next.isPresent() ? next : ListedPage.number(answer.path(cursor));
            next = next.isPresent() ? next : ListedPage.inLink(answer.path(NEXT), cursorInLink(cursor));
        }
        return page(reply, answer, more, next);
    }

    private static String cursorInLink(String cursor) {
        return Character.toLowerCase(cursor.charAt(NEXT.length())) + cursor.substring(NEXT.length() + 1);
    }

    private static ListedPage page(Reply reply, JsonNode answer, @Nullable Boolean more, OptionalLong next) {
        List<JsonNode> values = new ArrayList<>(answer.get("values").size());
        answer.get("values").forEach(values::add);
        return new ListedPage(
                values,
                ListedPage.flag(answer.path("isLast")),
                more,
                next,
                ListedPage.number(answer.path("startAt")),
                ListedPage.number(answer.path("total")),
                reply.body().length);
    }

    private static JsonNode listing(Reply reply) {
        JsonNode answer = reply.json();
        if (!answer.path("values").isArray()) {
            throw reply.failure(
                    "UNEXPECTED_SHAPE",
                    FailureType.EXTERNAL,
                    "answered without a list of \"values\" to",
                    "Check that baseUrl is the address of API v2.");
        }
        return answer;
    }

    /** Whether it leads further; null when it is not there at all. */
    private static @Nullable Boolean said(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        return !node.isNull() && !(node.isTextual() && node.textValue().isBlank());
    }
}
