package io.drover.connectors.zephyr;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.http.EachRecord;
import io.drover.http.Reply;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What a test case may have that only a further request for each case shows. */
enum Extra {
    @JsonProperty("attachments")
    ATTACHMENTS {
        @Override
        Reply ask(ZephyrApi api, String key) {
            return api.attachments(key);
        }
    },
    @JsonProperty("versions")
    VERSIONS {
        @Override
        Reply ask(ZephyrApi api, String key) {
            return api.versions(key);
        }
    };

    /** In a cursor: what the survey found that this tenant does not answer. */
    private static final String WITHOUT = "without";

    private static final int OK = 200;

    abstract Reply ask(ZephyrApi api, String key);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Asks for each of them once, for the first test case that there is: a tenant that has no such requests (docs/contracts/zephyr-scale-and-qtest.md §1.8)
     * is not asked for every case.
     *
     * @return what the cursors of the survey say
     */
    static ObjectNode probe(ZephyrApi api, Set<Extra> lookFor, Optional<String> firstCase, Consumer<Finding> findings) {
        ObjectNode remarks = JsonNodeFactory.instance.objectNode();
        for (Extra extra : values()) {
            if (!lookFor.contains(extra)) {
                findings.accept(extra.notLookedFor(api, "the setting lookFor leaves them out"));
                continue;
            }
            Optional<String> why = firstCase.flatMap(key -> extra.refused(api.beside(), key));
            if (why.isPresent()) {
                remarks.withArray(WITHOUT).add(extra.word());
                findings.accept(extra.notLookedFor(api, why.get()));
            }
        }
        return remarks;
    }

    /** What to look for in a slice with this cursor. */
    static Set<Extra> in(JsonNode cursor, Set<Extra> lookFor) {
        Set<Extra> left = EnumSet.noneOf(Extra.class);
        left.addAll(lookFor);
        cursor.path(WITHOUT).forEach(word -> left.removeIf(extra -> extra.word().equals(word.asText())));
        return left;
    }

    /** The remarks of a cursor, for the one that continues it. */
    static ObjectNode remarks(ObjectNode cursor) {
        return cursor.deepCopy().retain(WITHOUT);
    }

    private Optional<String> refused(ZephyrApi api, String key) {
        try {
            Reply reply = ask(api, key);
            boolean none = reply.status() == ZephyrApi.NOT_FOUND && !reply.looksLikeHtml();
            return reply.status() == OK || none ? Optional.empty() : Optional.of(reply.evidence());
        } catch (ConnectorException e) {
            if (EachRecord.saysNothingOfTheRecord(e)) {
                throw e;
            }
            return Optional.of(e.answer().orElse(String.valueOf(e.getMessage())));
        }
    }

    private Finding notLookedFor(ZephyrApi api, String why) {
        return new Finding(
                name() + "_NOT_LOOKED_FOR",
                Severity.INFO,
                TestCase.TYPE,
                api.project(),
                null,
                why,
                "Whether test cases have " + word() + " is not known; " + word() + " are not migrated.");
    }
}
