package io.drover.installation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A small JSON file in which one command leaves something for a later one. */
final class NoteFile {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private NoteFile() {}

    /** What stands there; a file cut short by a full disk says nothing, as none does. */
    static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.readValue(Files.readString(file), type));
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, Object note) {
        try {
            KeyFile.write(file, MAPPER.writeValueAsString(note));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
