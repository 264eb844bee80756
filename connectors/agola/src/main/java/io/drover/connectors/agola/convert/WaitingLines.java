package io.drover.connectors.agola.convert;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The lines of the config store that wait for their turn. */
final class WaitingLines implements Closeable {

    private static final List<NewKind> IN_ORDER = List.of(
            NewKind.USER,
            NewKind.ORGANIZATION,
            NewKind.PROJECT_GROUP,
            NewKind.PROJECT,
            NewKind.SECRET,
            NewKind.VARIABLE);

    private final Map<NewKind, Spool> inOrder = new EnumMap<>(NewKind.class);
    private final ExternalSort tokens;
    private final ExternalSort accounts;
    private final ExternalSort members;

    WaitingLines(Path temporary) throws IOException {
        for (NewKind kind : IN_ORDER) {
            inOrder.put(kind, new Spool(temporary));
        }
        tokens = new ExternalSort(temporary);
        accounts = new ExternalSort(temporary);
        members = new ExternalSort(temporary);
    }

    /** Lines of a kind whose records come in as they go out: by ascending id. */
    Spool of(NewKind kind) {
        return Objects.requireNonNull(inOrder.get(kind), kind.word());
    }

    /** Users' tokens, by id. */
    ExternalSort tokens() {
        return tokens;
    }

    /** Linked accounts, by id and then by remote source. */
    ExternalSort accounts() {
        return accounts;
    }

    /** Members of organizations, by organization, user and id. */
    ExternalSort members() {
        return members;
    }

    /** Keys that start with the id of the record referred to, and without it sort by what comes next. Texts are storable. */
    static String key(String... parts) {
        return String.join("\0", parts);
    }

    @Override
    public void close() throws IOException {
        for (Spool spool : inOrder.values()) {
            spool.close();
        }
        tokens.close();
        accounts.close();
        members.close();
    }
}
