package io.drover.connectors.agola.convert;

import io.drover.connectors.agola.convert.ConversionException.Reason;
import io.drover.connectors.agola.convert.ExternalSort.Sorted;
import io.drover.connectors.agola.convert.ValueShape.Struct;
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

    private static final int FEW = 5_000;

    private final OutputStream out;
    private final Path temporary;
    private final ConversionReport report;
    private final RecordWriter writer;
    private final WaitingLines waiting;
    private final AscendingIds users;
    private final AscendingIds organizations;
    private final AscendingIds remoteSources;
    private final AscendingIds projectGroups;
    private final AscendingIds projects;
    private final AscendingIds accounts;
    private final SoftReferences references;
    private final UserConversion userConversion;

    ConfigStoreConversion(OutputStream out, Path temporary, Instant at, ConversionReport report) throws IOException {
        this.out = out;
        this.temporary = temporary;
        this.report = report;
        this.writer = new RecordWriter(at, report);
        this.waiting = new WaitingLines(temporary);
        this.userConversion = new UserConversion(writer, waiting, report);
        this.users = new AscendingIds(temporary);
        this.organizations = new AscendingIds(temporary);
        this.remoteSources = new AscendingIds(temporary, FEW);
        this.projectGroups = new AscendingIds(temporary);
        this.projects = new AscendingIds(temporary);
        this.accounts = new AscendingIds(temporary);
        this.references = new SoftReferences(temporary, report);
    }

    @Override
    public void accept(OldEntry entry) throws IOException, ConversionException {
        switch (entry.kind()) {
            case USER -> {
                users.add(entry.id());
                userConversion.accept(entry);
            }
            case ORG -> {
                organizations.add(entry.id());
                keep(NewKind.ORGANIZATION, ConfigShapes.ORGANIZATION, entry);
            }
            case ORGMEMBER -> {
                Bytes line = line(NewKind.ORGANIZATION_MEMBER, ConfigShapes.ORGANIZATION_MEMBER, entry);
                Observed seen = writer.observed();
                waiting.members()
                        .add(WaitingLines.key(seen.first("organization_id"), seen.first("user_id"), entry.id()), line);
            }
            case PROJECTGROUP -> {
                projectGroups.add(entry.id());
                keep(NewKind.PROJECT_GROUP, ConfigShapes.PROJECT_GROUP, entry);
            }
            case PROJECT -> {
                projects.add(entry.id());
                keep(NewKind.PROJECT, ConfigShapes.PROJECT, entry);
            }
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
    public void passOver(OldEntry entry) {
        // Its id was noted before it was read.
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
        references.tell(Map.of(
                OldKind.USER.word(),
                users,
                OldKind.ORG.word(),
                organizations,
                OldKind.REMOTESOURCE.word(),
                remoteSources,
                OldKind.PROJECTGROUP.word(),
                projectGroups,
                OldKind.PROJECT.word(),
                projects,
                ConversionReport.LINKED_ACCOUNT,
                accounts));
    }

    @Override
    public void close() throws IOException {
        try (waiting;
                users;
                organizations;
                remoteSources;
                projectGroups;
                projects;
                accounts;
                references) {
            out.flush();
        }
    }

    private void keep(NewKind kind, Struct shape, OldEntry entry) throws IOException, ConversionException {
        waiting.of(kind).add(line(kind, shape, entry));
        references.of(entry, writer.observed());
        report.out(kind);
    }

    private Bytes line(NewKind kind, Struct shape, OldEntry entry) throws IOException, ConversionException {
        return writer.write(kind, entry.id(), shape, entry, Map.of());
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
                drop(
                        "LINKED_ACCOUNT_DANGLING",
                        ConversionReport.LINKED_ACCOUNT,
                        id,
                        "remote source",
                        key.substring(end + 1));
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
                    byRemoteSource,
                    remoteSources,
                    ConversionReport.LINKED_ACCOUNT,
                    "LINKED_ACCOUNT_DANGLING",
                    "remote source")) {
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
                drop(code, kind, key.substring(key.lastIndexOf('\0') + 1), targetKind, key.substring(0, target));
            }
        }
        return kept;
    }

    private void drop(String code, String kind, String id, String targetKind, String target) {
        report.drop(
                code,
                kind,
                id,
                targetKind + " " + (target.isEmpty() ? "(none)" : target),
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
        if (kind == NewKind.LINKED_ACCOUNT) {
            accounts.add(id);
        }
    }
}
