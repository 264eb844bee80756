package io.drover.connectors.agola.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.agola.convert.ConversionException.Reason;
import io.drover.connectors.agola.convert.ExternalSort.Sorted;
import io.drover.connectors.agola.convert.Shape.Struct;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remote sources come in late and go out first, so the rest waits. Linked accounts and members whose user, organization or remote
 * source is gone would break a foreign key; v0.8 drops them without a word, and here each has a finding.
 */
final class ConfigStoreConversion implements Conversion {

    private final OutputStream out;
    private final Path temporary;
    private final Report report;
    private final RecordWriter writer;
    private final Waiting waiting;
    private final AscendingIds users;
    private final AscendingIds organizations;
    private final AscendingIds remoteSources;
    private final NewIds ids = new NewIds();
    private final UserParts parts = new UserParts();

    ConfigStoreConversion(OutputStream out, Path temporary, Instant at, Report report) throws IOException {
        this.out = out;
        this.temporary = temporary;
        this.report = report;
        this.writer = new RecordWriter(at, report);
        this.waiting = new Waiting(temporary);
        this.users = new AscendingIds(temporary);
        this.organizations = new AscendingIds(temporary);
        this.remoteSources = new AscendingIds(temporary);
    }

    @Override
    public void accept(Entry entry) throws IOException, ConversionException {
        switch (entry.kind()) {
            case USER -> user(entry);
            case ORG -> {
                organizations.add(entry.id());
                keep(NewKind.ORGANIZATION, ConfigShapes.ORGANIZATION, entry);
            }
            case ORGMEMBER -> {
                Bytes line = line(NewKind.ORGANIZATION_MEMBER, ConfigShapes.ORGANIZATION_MEMBER, entry);
                String key = key(entry, writer.observed("organization_id"), writer.observed("user_id"), entry.id());
                waiting.members().add(key, line);
            }
            case PROJECTGROUP -> keep(NewKind.PROJECT_GROUP, ConfigShapes.PROJECT_GROUP, entry);
            case PROJECT -> keep(NewKind.PROJECT, ConfigShapes.PROJECT, entry);
            case REMOTESOURCE -> {
                remoteSources.add(entry.id());
                // All that comes after it goes out after it, so it need not wait.
                line(NewKind.REMOTE_SOURCE, ConfigShapes.REMOTE_SOURCE, entry).writeTo(out);
                report.out(NewKind.REMOTE_SOURCE);
            }
            case SECRET -> keep(NewKind.SECRET, ConfigShapes.SECRET, entry);
            case VARIABLE -> keep(NewKind.VARIABLE, ConfigShapes.VARIABLE, entry);
            case RUN, RUNCONFIG, RUNCOUNTER ->
                throw new IllegalStateException("A " + entry.kind().word() + " in the config store.");
        }
    }

    @Override
    public void finish() throws IOException, ConversionException {
        waiting.of(NewKind.USER).copyTo(out);
        write(NewKind.USER_TOKEN, waiting.tokens());
        Optional<Set<String>> few = remoteSources.few();
        if (few.isPresent()) {
            writeAccounts(few.get());
        } else {
            writeAccounts();
        }
        waiting.of(NewKind.ORGANIZATION).copyTo(out);
        try (ExternalSort ofOrganization =
                        withTarget(waiting.members(), organizations, "orgmember", "MEMBER_DANGLING", "organization");
                ExternalSort ofUser = withTarget(ofOrganization, users, "orgmember", "MEMBER_DANGLING", "user")) {
            write(NewKind.ORGANIZATION_MEMBER, ofUser);
        }
        waiting.of(NewKind.PROJECT_GROUP).copyTo(out);
        waiting.of(NewKind.PROJECT).copyTo(out);
        waiting.of(NewKind.SECRET).copyTo(out);
        waiting.of(NewKind.VARIABLE).copyTo(out);
    }

    @Override
    public void close() throws IOException {
        try (waiting;
                users;
                organizations;
                remoteSources) {
            out.flush();
        }
    }

    private void user(Entry entry) throws IOException, ConversionException {
        users.add(entry.id());
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

    private void wholeUser(Entry entry) throws IOException, ConversionException {
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

    private void user(Entry entry, JsonNode user) throws IOException, ConversionException {
        waiting.of(NewKind.USER).add(writer.write(NewKind.USER, entry.id(), ConfigShapes.USER, user, entry, Map.of()));
    }

    private void token(Entry user, UserParts.Part part) throws IOException, ConversionException {
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

    private void token(Entry user, String name, JsonNode value) throws IOException, ConversionException {
        report.in("token");
        String id = ids.hashed(NewKind.USER_TOKEN, user.id(), name);
        ObjectNode token = JsonNodeFactory.instance.objectNode().put("name", name);
        token.set("value", value);
        waiting.tokens()
                .add(id, writer.write(NewKind.USER_TOKEN, id, ConfigShapes.USER_TOKEN, token, user, userId(user)));
    }

    private void linkedAccount(Entry user, UserParts.Part part) throws IOException, ConversionException {
        String id = parts.account(part);
        if (!id.isEmpty()
                && writer.copy(
                        NewKind.LINKED_ACCOUNT, id, id, parts.part(), ConfigShapes.LINKED_ACCOUNT, userId(user))) {
            linkedAccount(user, id, writer.line());
        } else {
            linkedAccount(user, RecordWriter.tree(user, parts.part()));
        }
    }

    private void linkedAccount(Entry user, JsonNode value) throws IOException, ConversionException {
        String id = value.path("id").asText();
        if (!(value instanceof ObjectNode account) || id.isEmpty()) {
            throw new ConversionException(
                    Reason.BAD_ID, "A linked account of " + user.name() + " has no id. Export again from v0.7.");
        }
        account.remove("id");
        linkedAccount(
                user,
                id,
                writer.write(NewKind.LINKED_ACCOUNT, id, ConfigShapes.LINKED_ACCOUNT, account, user, userId(user)));
    }

    private void linkedAccount(Entry user, String id, Bytes line) throws IOException, ConversionException {
        report.in("linked_account");
        waiting.accounts().add(key(user, id, writer.observed("remote_source_id")), line);
    }

    private static Map<String, String> userId(Entry user) {
        return Map.of("user_id", '"' + user.id() + '"');
    }

    private void keep(NewKind kind, Struct shape, Entry entry) throws IOException, ConversionException {
        waiting.of(kind).add(line(kind, shape, entry));
        report.out(kind);
    }

    private Bytes line(NewKind kind, Struct shape, Entry entry) throws IOException, ConversionException {
        return writer.write(kind, entry.id(), shape, entry, Map.of());
    }

    /** Keys that start with the id of the record referred to, and without it sort by what comes next. */
    private static String key(Entry entry, String... parts) throws ConversionException {
        for (String part : parts) {
            if (part.indexOf('\0') >= 0) {
                throw new ConversionException(
                        Reason.BAD_ID, entry.name() + " refers to an id with a zero in it. Export again from v0.7.");
            }
        }
        return String.join("\0", parts);
    }

    /** There are few remote sources in all but invented exports: then the accounts are in their last order already. */
    private void writeAccounts(Set<String> remoteSources) throws IOException, ConversionException {
        Sorted sorted = waiting.accounts().sorted();
        String last = "";
        for (Item item = sorted.take(); item != null; item = sorted.take()) {
            String key = item.key();
            int end = key.indexOf('\0');
            String id = key.substring(0, end);
            if (remoteSources.contains(key.substring(end + 1))) {
                write(NewKind.LINKED_ACCOUNT, id, last, item);
                last = id;
            } else {
                drop("LINKED_ACCOUNT_DANGLING", "linked_account", id, "remote source");
            }
        }
    }

    private void writeAccounts() throws IOException, ConversionException {
        try (ExternalSort byRemoteSource = new ExternalSort(temporary)) {
            Sorted sorted = waiting.accounts().sorted();
            for (Item item = sorted.take(); item != null; item = sorted.take()) {
                String key = item.key();
                int end = key.indexOf('\0');
                byRemoteSource.add(key.substring(end + 1) + '\0' + key.substring(0, end), item);
            }
            try (ExternalSort kept = withTarget(
                    byRemoteSource, remoteSources, "linked_account", "LINKED_ACCOUNT_DANGLING", "remote source")) {
                write(NewKind.LINKED_ACCOUNT, kept);
            }
        }
    }

    /** The items whose target is there, by the rest of their keys. */
    private ExternalSort withTarget(
            ExternalSort items, AscendingIds targets, String kind, String code, String targetKind) throws IOException {
        ExternalSort kept = new ExternalSort(temporary);
        AscendingIds.Reader ascending = targets.read();
        Sorted sorted = items.sorted();
        for (Item item = sorted.take(); item != null; item = sorted.take()) {
            String key = item.key();
            int target = key.indexOf('\0');
            if (ascending.contains(key.substring(0, target))) {
                kept.add(key.substring(target + 1), item);
            } else {
                drop(code, kind, key.substring(key.lastIndexOf('\0') + 1), targetKind);
            }
        }
        return kept;
    }

    private void drop(String code, String kind, String id, String targetKind) {
        report.drop(
                code,
                kind,
                id,
                "Its " + targetKind + " is not in the export; v0.8 cannot keep it. Nothing to do if that was removed.");
    }

    private void write(NewKind kind, ExternalSort items) throws IOException, ConversionException {
        Sorted sorted = items.sorted();
        String last = "";
        for (Item item = sorted.take(); item != null; item = sorted.take()) {
            String id = item.key();
            write(kind, id, last, item);
            last = id;
        }
    }

    private void write(NewKind kind, String id, String last, Item item) throws IOException, ConversionException {
        if (id.equals(last)) {
            throw new ConversionException(
                    Reason.DUPLICATE_ID,
                    "Two records of kind " + kind.word() + " have the id " + id + ". Export again from v0.7.");
        }
        item.writeValue(out);
        report.out(kind);
    }
}
