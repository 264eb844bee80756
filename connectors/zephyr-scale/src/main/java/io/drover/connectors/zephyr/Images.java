package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.connectors.zephyr.model.TestStep;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds the images that stand in the texts of a test case as addresses, not as data. */
final class Images {

    /** Most texts have none and need no parsing. */
    private static final Pattern PERHAPS = Pattern.compile("<img[\\s/]", Pattern.CASE_INSENSITIVE);

    private final Set<String> found = new LinkedHashSet<>();

    private Images() {}

    /** Host and file name of each, in the order of the texts. */
    static List<String> in(TestCase testCase) {
        Images images = new Images();
        images.look(testCase.objective());
        images.look(testCase.precondition());
        testCase.customFields().values().forEach(images::look);
        switch (testCase.script()) {
            case Script.Steps steps -> steps.steps().forEach(images::look);
            case Script.Plain plain -> images.look(plain.text());
            case Script.Bdd bdd -> images.look(bdd.text());
        }
        return new ArrayList<>(images.found.stream().map(Images::named).toList());
    }

    private void look(TestStep step) {
        switch (step) {
            case TestStep.Inline inline -> look(inline);
            case TestStep.Call call -> {
                if (call.inline() != null) {
                    look(call.inline());
                }
            }
        }
    }

    private void look(TestStep.Inline inline) {
        look(inline.description());
        look(inline.testData());
        look(inline.expectedResult());
        inline.customFields().values().forEach(this::look);
    }

    private void look(JsonNode value) {
        if (value.isTextual()) {
            look(value.textValue());
        } else {
            value.forEach(this::look);
        }
    }

    private void look(@Nullable String html) {
        if (html == null || !PERHAPS.matcher(html).find()) {
            return;
        }
        for (Element image : Jsoup.parseBodyFragment(html).select("img[src]")) {
            String source = image.attr("src").strip();
            if (!source.isEmpty() && !source.toLowerCase(Locale.ROOT).startsWith("data:")) {
                found.add(source);
            }
        }
    }

    private static String named(String source) {
        String path = source.split("[?#]", 2)[0];
        int host = path.indexOf("//");
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (host < 0) {
            return name;
        }
        String rest = path.substring(host + 2);
        return rest.contains("/") ? rest.substring(0, rest.indexOf('/')) + " " + name : rest;
    }
}
