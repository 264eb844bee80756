package io.drover.sandbox.agola;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes that a service exports; a file is read anew each time and never held in memory. */
public interface Export {

    Export EMPTY = bytes(new byte[0]);

    InputStream open() throws IOException;

    /** In bytes. */
    long size() throws IOException;

    static Export bytes(byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Export() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(copy);
            }

            @Override
            public long size() {
                return copy.length;
            }
        };
    }

    static Export file(Path file) {
        return new Export() {
            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public long size() throws IOException {
                return Files.size(file);
            }
        };
    }

    /** A real export of Agola v0.7.1; see {@code PROVENANCE.md} beside the resources. */
    static Export real(AgolaService service) {
        return resource("v0.7.1/" + service + "-export");
    }

    /** The runs that belong to the real export of the run service and are not in it, since they were not archived. */
    static Export realUnarchivedRuns() {
        return resource("v0.7.1/unarchived-runs.jsonl");
    }

    /** The real export as Agola v0.8.0's own converter made it ready to import. */
    static Export realConverted(AgolaService service) {
        return resource("v0.8.0/" + service + "-migrated");
    }

    private static Export resource(String name) {
        try (InputStream in = Export.class.getResourceAsStream("/io/drover/sandbox/agola/" + name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return bytes(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox lacks its data " + name, e);
        }
    }

    default byte[] readAll() {
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("an export cannot be read", e);
        }
    }
}
