package io.drover.archive;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.NamespaceResolver;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Writes the report as one page that needs nothing else. Every text is escaped; only the style sheet is not a text. */
final class HtmlPage {

    private final Template template;
    private final RawString css = new RawString(resource("report.css"));

    HtmlPage() {
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .addNamespaceResolver(NamespaceResolver.builder("fmt")
                        .resolveAsync(call -> call.evaluate(call.getParams().getFirst())
                                .thenApply(value -> format(call.getName(), value)))
                        .build())
                .removeStandaloneLines(true)
                .build();
        template = engine.parse(resource("report.html"), Variant.forContentType(Variant.TEXT_HTML));
    }

    void write(Report report, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        template.data("page", Page.of(report), "report", report, "css", css)
                .consume(text -> {
                    try {
                        writer.write(text);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toCompletableFuture()
                .join();
        writer.flush();
    }

    private static Object format(String how, Object value) {
        return switch (how) {
            case "count" -> Format.count(((Number) value).longValue());
            case "rate" -> Format.rate(((Number) value).doubleValue());
            case "duration" -> Format.duration(((Number) value).longValue());
            case "time" -> Format.time((Instant) value);
            case "word" -> value.toString().toLowerCase(Locale.ROOT);
            default -> throw new IllegalArgumentException("the template asks for an unknown format: " + how);
        };
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(HtmlPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
