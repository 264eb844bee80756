package io.drover.system.notes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Connection;
import io.drover.spi.Content;
import io.drover.spi.ContentLostException;
import io.drover.spi.Descriptor;
import io.drover.spi.EntityType;
import io.drover.spi.OpenedContent;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Files of a directory, each a note, called by its id. Files that belong to it are in the directory {@code of ID}. In a source, the
 * file {@code cut} says after how many bytes each reading of such a file breaks off.
 */
record Notes(Path directory) {

    static final String TYPE = "note";
    /** A line of a note that begins with {@code > }, and comes by the note. */
    static final String REMARK = "remark";

    static final String SETTING = "notes";
    private static final String CUT = "cut";

    static Notes of(Connection connection) {
        return new Notes(Path.of(connection.settings().path(SETTING).asText()));
    }

    /** The connection as the release's connector knows it. */
    static Connection without(Connection connection) {
        ObjectNode settings = connection.settings().deepCopy();
        settings.remove(SETTING);
        return new Connection(
                connection.name(),
                settings,
                connection.secrets(),
                connection.concurrency(),
                connection.origin(),
                connection.meter());
    }

    static ObjectNode schema(Descriptor known) {
        ObjectNode schema = known.settingsSchema().deepCopy();
        schema.withObject("/properties").putObject(SETTING).put("type", "string");
        return schema;
    }

    static List<EntityType> and(List<EntityType> known, EntityType... own) {
        return Stream.concat(known.stream(), Stream.of(own)).toList();
    }

    static boolean has(String entityType) {
        return entityType.equals(TYPE) || entityType.equals(REMARK);
    }

    static boolean isOf(String entityType, String id) {
        return id.startsWith("R-") == entityType.equals(REMARK);
    }

    /** A remark is kept with the note that it is about. */
    static String toStore(Record record) {
        String text = record.body().path("text").asText();
        return record.entityType().equals(TYPE)
                ? text
                : record.body().path("note").asText() + "\n" + text;
    }

    static ObjectNode stored(String entityType, String text) {
        int line = text.indexOf('\n');
        return entityType.equals(TYPE)
                ? body(text)
                : body(text.substring(line + 1)).put("note", text.substring(0, line));
    }

    /** The remarks in a note. */
    static List<Record> remarks(String id, String text) {
        List<String> lines = text.lines().filter(line -> line.startsWith("> ")).toList();
        return IntStream.range(0, lines.size())
                .mapToObj(i -> remark(id, i + 1, lines.get(i).substring(2)))
                .toList();
    }

    static Record remark(String note, int number, String text) {
        ObjectNode body = body(text);
        body.set("note", new Ref(TYPE, note).toNode());
        return new Record(REMARK, "R-" + note + "-" + number, body);
    }

    static ObjectNode body(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }

    List<String> ids() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(CUT))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<String> read(String id) {
        Path file = directory.resolve(id);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path content(String id, String name) {
        return directory.resolve("of " + id).resolve(name);
    }

    List<Content> contents(String id) {
        Path own = directory.resolve("of " + id);
        if (!Files.exists(own)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(own)) {
            return files.sorted().map(file -> content(id, file)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Content content(String id, Path file) {
        String name = file.getFileName().toString();
        ObjectNode at = JsonNodeFactory.instance.objectNode().put("note", id);
        return new Content(name, name, null, file.toFile().length(), null, null, at);
    }

    OpenedContent open(Content content, long offset) {
        try {
            Path file = content(content.at().path("note").asText(), content.name());
            if (!Files.exists(file)) {
                return new OpenedContent.Unavailable("CONTENT_GONE", content.name(), "look for the file");
            }
            InputStream stream = Files.newInputStream(file);
            stream.skipNBytes(offset);
            Path cut = directory.resolve(CUT);
            return new OpenedContent.Bytes(
                    Files.exists(cut) ? new CutStream(stream, Long.parseLong(Files.readString(cut))) : stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole or not at all, in the place of one of its name. */
    boolean attach(String id, String name, InputStream bytes) {
        Path file = content(id, name);
        Path beside = directory.resolve("of " + id + " " + name + ".tmp");
        try (bytes) {
            Files.createDirectories(file.getParent());
            Files.copy(bytes, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (ContentLostException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String id) {
        try {
            Files.deleteIfExists(directory.resolve(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String id, String text) {
        try {
            Files.writeString(directory.resolve(id), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class CutStream extends FilterInputStream {

        private long left;

        private CutStream(InputStream stream, long most) {
            super(stream);
            left = most;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? super.read() : -1;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int got = left == 0 ? -1 : super.read(into, from, (int) Math.min(left, most));
            left -= Math.max(0, got);
            return got;
        }
    }
}
