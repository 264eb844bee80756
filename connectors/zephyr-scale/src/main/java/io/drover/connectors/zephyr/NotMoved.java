package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.http.EachRecord;
import io.drover.http.ListedPage;
import io.drover.http.Reply;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says what a test case has in Zephyr Scale that does not come along: links, images, attachments, older versions. */
final class NotMoved {

    private static final int NAMED = 3;

    private final ZephyrApi api;
    private final Set<Extra> lookFor;

    /** @param lookFor what is worth a request for each case */
    NotMoved(ZephyrApi api, Set<Extra> lookFor) {
        this.api = api.beside();
        this.lookFor = lookFor;
    }

    /** At most one finding of each kind. */
    List<Finding> of(String key, JsonNode listed, TestCase body) {
        List<Finding> findings = new ArrayList<>();
        links(listed.path("links"))
                .ifPresent(evidence -> findings.add(finding(
                        "LINKS_NOT_MOVED", key, "Links", evidence, "Links of issues and pages are not migrated.")));
        List<String> images = Images.in(body);
        if (!images.isEmpty()) {
            findings.add(
                    finding(
                            "IMAGE_NOT_MOVED",
                            key,
                            null,
                            counted(images.size(), "image", "images") + first(images),
                            "The text still points to the picture in Zephyr Scale, which opens only for those who may see it there."));
        }
        if (lookFor.contains(Extra.ATTACHMENTS)) {
            look(key, api::attachments, NotMoved::attachments)
                    .ifPresent(evidence -> findings.add(finding(
                            "ATTACHMENT_NOT_MOVED", key, "Attachments", evidence, "Attachments are not migrated.")));
        }
        if (lookFor.contains(Extra.VERSIONS)) {
            look(key, api::versions, NotMoved::versions)
                    .ifPresent(evidence -> findings.add(finding(
                            "VERSIONS_NOT_MOVED", key, "Versions", evidence, "Only the newest version is migrated.")));
        }
        return findings;
    }

    /** What is asked beside the record never costs the record: where nobody knows, that is said. */
    private static Optional<String> look(
            String key, Function<String, Reply> ask, Function<Reply, Optional<String>> seen) {
        try {
            return seen.apply(ask.apply(key));
        } catch (ConnectorException e) {
            if (EachRecord.saysNothingOfTheRecord(e)) {
                throw e;
            }
            return Optional.of(notKnown(e.answer().orElse(String.valueOf(e.getMessage()))));
        }
    }

    private static Optional<String> attachments(Reply reply) {
        if (reply.status() == ZephyrApi.NOT_FOUND && !reply.looksLikeHtml()) {
            return Optional.empty(); // so says a case that has none (docs/contracts/zephyr-scale-and-qtest.md §1.8)
        }
        JsonNode attachments = reply.json().path("attachments");
        if (!attachments.isArray()) {
            return Optional.of(notKnown(reply.evidence()));
        }
        List<String> names = new ArrayList<>();
        attachments.forEach(
                one -> names.add(one.path("name").asText(one.path("id").asText("?"))));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(counted(names.size(), "attachment", "attachments") + first(names));
    }

    private static Optional<String> versions(Reply reply) {
        ListedPage page = ZephyrPages.byOffset(reply);
        OptionalLong total = page.total();
        if (total.isPresent()) {
            return total.getAsLong() > 1 ? Optional.of(total.getAsLong() + " versions") : Optional.empty();
        }
        boolean more = Boolean.FALSE.equals(page.last()) || Boolean.TRUE.equals(page.more());
        return more || page.values().size() > 1 ? Optional.of("more than one version") : Optional.empty();
    }

    private static Optional<String> links(JsonNode links) {
        JsonNode issues = links.path("issues");
        JsonNode pages = links.path("webLinks");
        boolean odd = (CaseValues.says(links) && !links.isObject())
                || (CaseValues.says(issues) && !issues.isArray())
                || (CaseValues.says(pages) && !pages.isArray());
        if (odd) {
            return Optional.of(notKnown("\"links\" is no object of lists"));
        }
        if (issues.isEmpty() && pages.isEmpty()) {
            return Optional.empty();
        }
        List<String> named = new ArrayList<>();
        issues.forEach(issue ->
                named.add(issue.path("target").asText(issue.path("issueId").asText("?"))));
        pages.forEach(page ->
                named.add(page.path("url").asText(page.path("description").asText("?"))));
        List<String> counts = new ArrayList<>();
        if (!issues.isEmpty()) {
            counts.add(counted(issues.size(), "issue link", "issue links"));
        }
        if (!pages.isEmpty()) {
            counts.add(counted(pages.size(), "web link", "web links"));
        }
        return Optional.of(String.join(" and ", counts) + first(named));
    }

    private static String notKnown(String why) {
        return "not known: " + why;
    }

    private static String counted(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private static String first(List<String> names) {
        return ": " + String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (names.size() > NAMED ? ", …" : "");
    }

    private static Finding finding(String code, String key, @Nullable String field, String evidence, String advice) {
        return new Finding(
                code,
                Severity.WARNING,
                TestCase.TYPE,
                key,
                field,
                evidence,
                advice + " Keep Zephyr Scale until this is looked through.");
    }
}
