package io.drover.connectors.agola.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.Finding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Converts in memory, and gives what tests look at. */
final class Conversions {

    static final Instant AT = Instant.parse("2026-11-20T08:13:52.0650Z");

    private Conversions() {}

    record Converted(String text, List<Finding> findings, ConversionBooks summary) {

        List<JsonNode> records() {
            return text.lines().map(Conversions::json).toList();
        }

        JsonNode only(String kind) {
            List<JsonNode> found = records().stream()
                    .filter(node -> node.at("/exportMeta/kind").asText().equals(kind))
                    .toList();
            assertThat(found).as(kind).hasSize(1);
            return found.getFirst();
        }

        List<String> codes() {
            return findings.stream().map(Finding::code).toList();
        }
    }

    static Converted convert(Service service, byte[] export) throws IOException, ConversionException {
        return convert(service, export, Nul.REFUSE);
    }

    static Converted convert(Service service, byte[] export, Nul nul) throws IOException, ConversionException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Finding> findings = new ArrayList<>();
        ConversionBooks summary =
                new Converter(service, AT, nul, findings::add).toStream(new ByteArrayInputStream(export), out);
        return new Converted(out.toString(StandardCharsets.UTF_8), findings, summary);
    }

    /** Converts what cannot be converted; nothing may have been written. */
    static ConversionException refused(Service service, byte[] export) {
        return refused(service, export, Nul.REFUSE, new ArrayList<>());
    }

    static ConversionException refused(Service service, byte[] export, Nul nul, List<Finding> findings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConversionException refused =
                catchThrowableOfType(ConversionException.class, () -> new Converter(service, AT, nul, findings::add)
                        .toStream(new ByteArrayInputStream(export), out));
        assertThat(refused).as("refusal").isNotNull();
        assertThat(out.size()).as("bytes written").isZero();
        return refused;
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Conversions.class.getResourceAsStream("/agola/" + name), name)) {
            return in.readAllBytes();
        }
    }

    static JsonNode json(String text) {
        try {
            return GoJson.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
