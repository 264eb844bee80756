package io.drover.connectors.agola.convert;

import io.drover.connectors.agola.convert.ExternalSort.Sorted;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the config store's records refer to without a foreign key: such a record goes over as it is, and leads nowhere in v0.8 as
 * it does in v0.7. Each has a finding. Of secrets it is only told that none in the whole export has the name.
 */
final class SoftReferences implements Closeable {

    private static final int MEMORY = 512 * 1024;
    private static final byte[] NOTHING = {};
    private static final String SECRET_NAME = "secret name";
    private static final String PARENT = "parent";

    private final ConversionReport report;
    private final ExternalSort wanted;
    private final ExternalSort secretNames;

    SoftReferences(Path temporary, ConversionReport report) {
        this.report = report;
        this.wanted = new ExternalSort(temporary, MEMORY);
        this.secretNames = new ExternalSort(temporary, MEMORY);
    }

    /** Takes note of what a record refers to. */
    void of(OldEntry entry, Observed seen) throws IOException {
        switch (entry.kind()) {
            case ORG -> add(entry, seen, "creator_user_id", OldKind.USER.word());
            case PROJECTGROUP -> parent(entry, seen);
            case PROJECT -> {
                parent(entry, seen);
                add(entry, seen, "remote_source_id", OldKind.REMOTESOURCE.word());
                add(entry, seen, "linked_account_id", ConversionReport.LINKED_ACCOUNT);
            }
            case SECRET -> {
                parent(entry, seen);
                secretNames.add(seen.first("name"), NOTHING);
            }
            case VARIABLE -> {
                parent(entry, seen);
                for (String name : seen.all("secret_name").stream().distinct().toList()) {
                    want(SECRET_NAME, name, entry, "secret_name");
                }
            }
            case USER, ORGMEMBER, REMOTESOURCE, RUN, RUNCONFIG, RUNCOUNTER -> {
                // Their references are foreign keys, or they have none.
            }
        }
    }

    private void add(OldEntry entry, Observed seen, String field, String type) throws IOException {
        String id = seen.first(field);
        if (!id.isEmpty()) {
            want(type, id, entry, field);
        }
    }

    private void parent(OldEntry entry, Observed seen) throws IOException {
        want(seen.first(ConfigShapes.PARENT_TYPE), seen.first(ConfigShapes.PARENT_ID), entry, PARENT);
    }

    private void want(String type, String id, OldEntry entry, String field) throws IOException {
        wanted.add(type + '\0' + id + '\0' + entry.kind().word() + '\0' + entry.id() + '\0' + field, NOTHING);
    }

    /**
     * Tells what leads nowhere.
     *
     * @param targets the ids that are in the output, by type
     */
    void tell(Map<String, AscendingIds> targets) throws IOException {
        Sorted names = secretNames.sorted();
        Sorted sorted = wanted.sorted();
        String type = "";
        AscendingIds.Reader ids = null;
        for (Item item = sorted.take(); item != null; item = sorted.take()) {
            String key = item.key();
            int typeEnd = key.indexOf('\0');
            int idEnd = key.indexOf('\0', typeEnd + 1);
            if (ids == null || !key.startsWith(type) || typeEnd != type.length()) {
                type = key.substring(0, typeEnd);
                AscendingIds ofType = targets.get(type);
                ids = ofType == null ? null : ofType.read();
            }
            String id = key.substring(typeEnd + 1, idEnd);
            boolean found = type.equals(SECRET_NAME) ? contains(names, id) : ids != null && ids.contains(id);
            if (!found) {
                missing(type, id, key.substring(idEnd + 1).split("\0"));
            }
        }
    }

    /** Questions must ascend by their bytes. */
    private static boolean contains(Sorted names, String wanted) throws IOException {
        Item name = names.peek();
        while (name != null && TreeCopy.BY_BYTES.compare(name.key(), wanted) < 0) {
            names.take();
            name = names.peek();
        }
        return name != null && name.key().equals(wanted);
    }

    /** @param of the record's type and id, and the field */
    private void missing(String type, String id, String[] of) {
        String field = of[2];
        boolean parent = field.equals(PARENT);
        report.add(
                new Finding(
                        parent ? "PARENT_MISSING" : "REFERENCE_MISSING",
                        Severity.WARNING,
                        of[0],
                        of[1],
                        field,
                        id.isEmpty() ? "no " + field : type + " " + id + " is not in the export",
                        parent
                                ? "It is converted as it is. Nobody reaches it in v0.8, as in v0.7: give it another parent there, or"
                                        + " delete it."
                                : "It is converted as it is, and leads nowhere in v0.8 as in v0.7. Look at it after the import."));
    }

    @Override
    public void close() throws IOException {
        try (wanted;
                secretNames) {
            // Both are closed whatever becomes of the other.
        }
    }
}
