package io.drover.system;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What systems make of a text that they repeat, each in a form that can be looked for. */
final class SecretForms {

    /** What is left of a form when an answer is cut; fewer characters stand in other texts as well. */
    private static final int SHORTEST = 12;

    private SecretForms() {}

    /** As a system that is as unlucky as possible writes it. */
    static List<String> of(String value) {
        String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String json = TextNode.valueOf(value).toString();
        List<String> forms = new ArrayList<>(List.of(
                value,
                json.substring(1, json.length() - 1),
                url,
                url.replace("+", "%20").toLowerCase(Locale.ROOT),
                value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"),
                HexFormat.of().formatHex(bytes(value)),
                HexFormat.of().withUpperCase().formatHex(bytes(value))));
        for (String before : List.of("", "u", "us", "user:")) {
            String base64 = Base64.getEncoder().encodeToString(bytes(before + value));
            forms.add(base64);
            forms.add(base64.replace('+', '-').replace('/', '_').replace("=", ""));
        }
        return forms;
    }

    /** Texts of which none may be anywhere: of each form what does not depend on what stands beside it, and its beginning. */
    static List<String> traces(String value) {
        List<String> traces = new ArrayList<>();
        for (String form : of(value)) {
            String inner = form.replace("=", "").substring(4);
            traces.add(inner.substring(0, Math.min(SHORTEST, inner.length())));
            traces.add(inner.substring(Math.max(0, inner.length() - SHORTEST - 2), inner.length() - 2));
        }
        return traces;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
