package io.drover.connectors.agola.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.agola.convert.ConversionException.Reason;
import java.io.IOException;
import java.util.Map;

/** Makes records of a user, and of its tokens and linked accounts, which are parts of it in v0.7. */
final class UserConversion {

    private final RecordWriter writer;
    private final WaitingLines waiting;
    private final ConversionReport report;
    private final NewIds ids = new NewIds();
    private final UserParts parts = new UserParts();

    UserConversion(RecordWriter writer, WaitingLines waiting, ConversionReport report) {
        this.writer = writer;
        this.waiting = waiting;
        this.report = report;
    }

    void accept(OldEntry entry) throws IOException, ConversionException {
        report.begin(entry);
        if (!parts.split(entry.data())) {
            wholeUser(entry);
        } else {
            if (writer.copy(NewKind.USER, entry.id(), entry.id(), parts.rest(), ConfigShapes.USER, Map.of())) {
                waiting.of(NewKind.USER).add(writer.line());
            } else {
                user(entry, RecordWriter.tree(entry, parts.rest()));
            }
            for (UserParts.Part token : parts.tokens()) {
                token(entry, token);
            }
            for (UserParts.Part account : parts.linkedAccounts()) {
                linkedAccount(entry, account);
            }
        }
        report.out(NewKind.USER);
        report.end();
    }

    private void wholeUser(OldEntry entry) throws IOException, ConversionException {
        if (!(RecordWriter.tree(entry) instanceof ObjectNode user)) {
            throw new ConversionException(
                    Reason.BAD_DATA, "The data of " + entry.name() + " is no JSON object. Export again from v0.7.");
        }
        JsonNode accounts = user.remove("linked_accounts");
        JsonNode tokens = user.remove("tokens");
        user(entry, user);
        if (tokens != null) {
            for (Map.Entry<String, JsonNode> token : tokens.properties()) {
                token(entry, token.getKey(), token.getValue());
            }
        }
        if (accounts != null) {
            for (Map.Entry<String, JsonNode> account : accounts.properties()) {
                linkedAccount(entry, account.getValue());
            }
        }
    }

    private void user(OldEntry entry, JsonNode user) throws IOException, ConversionException {
        waiting.of(NewKind.USER).add(writer.write(NewKind.USER, entry.id(), ConfigShapes.USER, user, entry, Map.of()));
    }

    private void token(OldEntry user, UserParts.Part part) throws IOException, ConversionException {
        String id = ids.hashed(NewKind.USER_TOKEN, user.id(), part.name());
        parts.token(part);
        if (writer.copy(NewKind.USER_TOKEN, id, "", parts.part(), ConfigShapes.USER_TOKEN, userId(user))) {
            report.in("token");
            waiting.tokens().add(id, writer.line());
        } else {
            parts.value(part);
            token(user, part.name(), RecordWriter.tree(user, parts.part()));
        }
    }

    private void token(OldEntry user, String name, JsonNode value) throws IOException, ConversionException {
        report.in("token");
        String id = ids.hashed(NewKind.USER_TOKEN, user.id(), name);
        ObjectNode token = JsonNodeFactory.instance.objectNode().put("name", name);
        token.set("value", value);
        waiting.tokens()
                .add(id, writer.write(NewKind.USER_TOKEN, id, ConfigShapes.USER_TOKEN, token, user, userId(user)));
    }

    private void linkedAccount(OldEntry user, UserParts.Part part) throws IOException, ConversionException {
        String id = parts.account(part);
        if (!id.isEmpty()
                && writer.copy(
                        NewKind.LINKED_ACCOUNT, id, id, parts.part(), ConfigShapes.LINKED_ACCOUNT, userId(user))) {
            linkedAccount(id, writer.line());
        } else {
            linkedAccount(user, RecordWriter.tree(user, parts.part()));
        }
    }

    private void linkedAccount(OldEntry user, JsonNode value) throws IOException, ConversionException {
        String id = value.path("id").asText();
        if (!(value instanceof ObjectNode account) || !value.path("id").isTextual() || !ExportReader.isId(id)) {
            throw new ConversionException(
                    Reason.BAD_ID,
                    "A linked account of " + user.name()
                            + " has no id, or one that Agola does not give. Export again from v0.7.");
        }
        account.remove("id");
        linkedAccount(
                id, writer.write(NewKind.LINKED_ACCOUNT, id, ConfigShapes.LINKED_ACCOUNT, account, user, userId(user)));
    }

    private void linkedAccount(String id, Bytes line) throws IOException {
        report.in(ConversionReport.LINKED_ACCOUNT);
        waiting.accounts().add(WaitingLines.key(id, writer.observed().first("remote_source_id")), line);
    }

    private static Map<String, String> userId(OldEntry user) {
        return Map.of("user_id", '"' + user.id() + '"');
    }
}
