package io.drover.connectors.agola.convert;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ids written in ascending order, then read in that order, as often as wanted: the right side of a merge join. */
public final class AscendingIds implements Closeable {

    private static final int BUFFER = 16 * 1024;

    private final Spool spool;
    private final DataOutputStream out;
    private final int few;
    private final Set<String> first = new HashSet<>();
    private long written;

    /** @param directory for a temporary file without a name */
    public AscendingIds(Path directory) throws IOException {
        this(directory, 0);
    }

    /** @param few so many are held in memory too */
    AscendingIds(Path directory, int few) throws IOException {
        this.few = few;
        spool = new Spool(directory);
        out = new DataOutputStream(spool.out());
    }

    public void add(String id) throws IOException {
        out.writeUTF(id);
        if (written++ < few) {
            first.add(id);
        }
    }

    /** All ids, if they are few enough to be asked in any order. */
    Optional<Set<String>> few() {
        return written <= few ? Optional.of(first) : Optional.empty();
    }

    public Reader read() throws IOException {
        return new Reader();
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    /** One way through all of them. */
    public final class Reader {

        private final DataInputStream in;
        private long left;
        private @Nullable String current;

        private Reader() throws IOException {
            left = written;
            in = new DataInputStream(spool.read(0, spool.size(), BUFFER));
            advance();
        }

        /** The next id, or null after the last. */
        public @Nullable String current() {
            return current;
        }

        public void advance() throws IOException {
            if (left == 0) {
                current = null;
                return;
            }
            left--;
            current = in.readUTF();
        }

        /** Whether the id is there. Questions must ascend too. */
        public boolean contains(String id) throws IOException {
            while (current != null && current.compareTo(id) < 0) {
                advance();
            }
            return id.equals(current);
        }
    }
}
