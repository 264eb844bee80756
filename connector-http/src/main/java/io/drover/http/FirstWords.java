package io.drover.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** What an answer says, short enough for a message and clean enough for every place where messages go. */
final class FirstWords {

    /** What says something stands at the beginning, also of a page. */
    private static final int READ = 64 << 10;

    private static final String[] MESSAGES = {"message", "error_description", "error", "Message"};

    private static final String PAGE = "an HTML page";
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 407);

    private FirstWords() {}

    /**
     * What the system says is wrong, found leniently: the message of a JSON answer,
     * the title or first text of a page, or the text. Nothing of an answer that refuses who asks: it is about the token, and likely to
     * repeat it.
     *
     * @return at most {@code longest} characters, on one line; may be empty
     */
    static String of(Reply reply, int longest) {
        if (REFUSALS.contains(reply.status())) {
            return reply.looksLikeHtml() ? PAGE : "";
        }
        byte[] body = reply.body();
        byte[] head = body.length <= READ ? body : Arrays.copyOf(body, READ);
        if (reply.looksLikeHtml()) {
            String text = page(new String(head, StandardCharsets.UTF_8));
            return cut(text.isBlank() ? PAGE : PAGE + ": " + text, longest);
        }
        if (body.length <= READ) {
            try {
                JsonNode node = WireJson.parse(body);
                for (String name : MESSAGES) {
                    if (node.path(name).isTextual()) {
                        return cut(node.get(name).textValue(), longest);
                    }
                }
            } catch (IOException e) {
                // Then as text.
            }
        }
        return cut(new String(head, StandardCharsets.UTF_8), longest);
    }

    /**
     * Request, status and first words. What a record holds is not repeated: of an answer with status 2xx that is no page,
     * only its size is told.
     */
    static String evidence(Reply reply, int longest) {
        String words = reply.ok() && !reply.looksLikeHtml()
                ? (reply.body().length == 0 ? "" : reply.body().length + " bytes")
                : of(reply, longest);
        return reply.call() + " answered " + reply.status() + (words.isEmpty() ? nothing(reply) : ": " + words);
    }

    private static String nothing(Reply reply) {
        return reply.body().length == 0 ? ", and nothing else" : "";
    }

    private static String page(String html) {
        Document document = Jsoup.parse(html);
        return document.title().isBlank() ? document.text() : document.title();
    }

    private static String cut(String text, int longest) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(4L * longest)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(line::appendCodePoint);
        String clean = line.toString().strip().replaceAll("\\s+", " ");
        if (clean.length() <= longest) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(longest - 1)) ? longest - 1 : longest;
        return clean.substring(0, end) + "…";
    }
}
