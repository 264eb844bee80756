package io.drover.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A small JSON file in which one command leaves something for a later one. */
final class NoteFile {

    private NoteFile() {}

    /** What stands there; a file cut short by a full disk says nothing, as none does. */
    static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.ofNullable(ApiJson.MAPPER.readValue(Files.readString(file), type));
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, Object note) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, ApiJson.write(note));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
