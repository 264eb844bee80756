package io.drover.http;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a system answered, read whole.
 *
 * @param from system and address, for messages
 * @param packed a {@code Content-Encoding} that nobody asked for and that cannot be undone, mostly null
 * @param location of a redirect
 * @param retryAfter the header as it came
 * @param date the header of that name: the time by the system's own clock
 */
public record Reply(
        String from,
        Call call,
        int status,
        byte[] body,
        @Nullable String packed,
        @Nullable String location,
        @Nullable String retryAfter,
        @Nullable String date) {

    private static final int LONGEST_PROBLEM = 500;
    private static final int LONGEST_EVIDENCE = 150;

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /**
     * The body of a success as JSON.
     *
     * @throws ConnectorException by status when this is no success; {@code NOT_JSON} when the body is something else;
     *     {@code UNEXPECTED_SHAPE} when it is JSON that no system means
     */
    public JsonNode json() {
        if (!ok()) {
            throw failure();
        }
        try {
            return WireJson.parse(body);
        } catch (StreamConstraintsException e) {
            String what = "JSON that is nested deeper than " + WireJson.DEEPEST
                    + " levels, or has a number of more than " + WireJson.LONGEST_NUMBER + " digits";
            throw unusable("UNEXPECTED_SHAPE", what + ". Look at the record in the system.", e);
        } catch (AnswerTooLargeException e) {
            throw Troubles.failure(from, call, e);
        } catch (WireJson.TwiceException e) {
            throw unusable(
                    "UNEXPECTED_SHAPE",
                    "JSON that has a name twice in one object. Look at the record in the system.",
                    e);
        } catch (IOException e) {
            throw unusable("NOT_JSON", whatItIs(), e);
        }
    }

    private ConnectorException unusable(String code, String what, IOException cause) {
        return new ConnectorException(
                code, FailureType.EXTERNAL, from + " answered " + call + " with " + what, null, cause, evidence());
    }

    private String whatItIs() {
        if (packed != null) {
            return "a body that is compressed with " + packed + ", which Drover did not ask for. Look for a proxy that"
                    + " compresses, or set http.compression.";
        }
        if (body.length == 0) {
            return "status " + status + " and nothing else, where JSON belongs.";
        }
        if (!looksLikeHtml() && !AnswerBody.isUtf8(body)) {
            return "text in a charset that it does not name, where JSON in UTF-8 belongs.";
        }
        return (looksLikeHtml() ? "an HTML page" : "something") + " that is not JSON. Check that baseUrl is the"
                + " address of the API, and that no proxy or login page answers instead.";
    }

    public boolean looksLikeHtml() {
        for (byte b : body) {
            if (b > ' ') {
                return b == '<';
            }
        }
        return false;
    }

    /** What the system says is wrong, found leniently; may be empty. */
    public String problem() {
        return FirstWords.of(this, LONGEST_PROBLEM);
    }

    /** Request, status and first words, for a finding about one record: {@code GET /things/7 answered 404: no such thing}. */
    public String evidence() {
        return FirstWords.evidence(this, LONGEST_EVIDENCE);
    }

    /** This answer as the failure of a batch. */
    public ConnectorException failure() {
        return switch (status) {
            case 401 ->
                failure(
                        "TOKEN_REFUSED",
                        FailureType.USER,
                        "refused the token of",
                        "Make a new token in the product and store it under the secret's name: drover secrets set NAME.");
            case 403 ->
                looksLikeHtml()
                        ? blocked()
                        : failure(
                                "NO_PERMISSION",
                                FailureType.USER,
                                "does not permit",
                                "Give the token's user the right to do this, and check that the token belongs to this address.");
            case ProxyTroubles.LOGIN_WANTED -> ProxyTroubles.refused(from, status, null);
            case 404 ->
                failure(
                        "NOT_FOUND",
                        FailureType.USER,
                        "does not know",
                        "Check the address and the ids in the settings.");
            case 301, 302, 303, 307, 308 ->
                failure(
                        "REDIRECTED",
                        FailureType.USER,
                        "redirects",
                        "Set baseUrl to the address that it redirects to.");
            default ->
                failure("UNEXPECTED_STATUS", FailureType.EXTERNAL, "answered " + status + " to", "Look at its state.");
        };
    }

    private ConnectorException blocked() {
        return failure(
                "BLOCKED",
                FailureType.USER,
                "or a firewall before it blocks",
                "Ask who runs it to let these requests through.");
    }

    /** @param verb what the system does with the request, for example {@code does not permit} */
    public ConnectorException failure(String code, FailureType type, String verb, String advice) {
        String problem = problem();
        String said = problem.isEmpty() ? "" : " (" + status + ": " + problem + ")";
        // A refused token is the same for every request: nothing about this one.
        String answer = status == 401 ? null : evidence();
        return new ConnectorException(
                code, type, from + " " + verb + " " + call + said + ". " + advice, null, null, answer);
    }

    @Override
    public String toString() {
        return "Reply[" + status + " to " + call + ", " + body.length + " bytes]";
    }
}
