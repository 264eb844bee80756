package io.drover.worker;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.drover.contracts.Command;
import io.drover.contracts.ConnectionRef;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes the values of a command's secrets out of texts, wherever they stand and also as JSON, URLs and base64 write them. */
final class Masks {

    static final String MASK = "***";
    /** Where a text was cut, as first words of an answer are. */
    private static final String CUT = "…";
    /** So few characters of a value give nothing away, and stand in other words too. */
    private static final int SHORTEST_BEGINNING = 4;

    private final List<String> values;

    Masks(Collection<String> secrets) {
        this.values = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .flatMap(Masks::forms)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /**
     * For the secrets of both connections. A secret that was removed needs no mask: no connection can use it.
     *
     * @throws ConnectorException when the values cannot be read, since then nothing can be masked
     */
    static Masks of(Command command, SecretStore store) {
        TreeSet<String> names = new TreeSet<>();
        for (@Nullable ConnectionRef side : new @Nullable ConnectionRef[] {command.source(), command.target()}) {
            if (side != null) {
                names.addAll(side.secrets().values());
            }
        }
        return new Masks(names.stream().flatMap(name -> value(name, store)).toList());
    }

    String of(String text) {
        String masked = text;
        for (String value : values) {
            masked = withoutBeginning(masked.replace(value, MASK), value);
        }
        return masked;
    }

    Map<String, String> of(Map<String, String> texts) {
        Map<String, String> masked = new TreeMap<>();
        texts.forEach((word, text) -> masked.put(word, of(text)));
        return masked;
    }

    Finding of(Finding finding) {
        return new Finding(
                finding.code(),
                finding.severity(),
                finding.entityType(),
                of(finding.subject()),
                finding.field(),
                finding.evidence() == null ? null : of(finding.evidence()),
                of(finding.advice()));
    }

    /** The same failure; one that tells a secret, itself or in a cause, loses its causes. */
    ConnectorException of(ConnectorException failure) {
        boolean tells = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .map(each -> String.valueOf(each.getMessage()))
                .anyMatch(message -> !of(message).equals(message));
        return tells
                ? new ConnectorException(
                        failure.code(),
                        failure.type(),
                        of(String.valueOf(failure.getMessage())),
                        failure.retryAfter().orElse(null),
                        null)
                : failure;
    }

    /** A text may have been cut in the middle of a value. */
    private static String withoutBeginning(String text, String value) {
        String masked = text;
        for (int end = masked.lastIndexOf(CUT); end > 0; end = masked.lastIndexOf(CUT, end - 1)) {
            int length = Math.min(value.length() - 1, end);
            while (length >= SHORTEST_BEGINNING && !masked.startsWith(value.substring(0, length), end - length)) {
                length--;
            }
            if (length >= SHORTEST_BEGINNING) {
                masked = masked.substring(0, end - length) + MASK + masked.substring(end);
                end -= length;
            }
        }
        return masked;
    }

    private static Stream<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                secret,
                new String(JsonStringEncoder.getInstance().quoteAsString(secret)),
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(bytes));
    }

    private static Stream<String> value(String name, SecretStore store) {
        try {
            return Stream.of(store.value(name));
        } catch (ConnectorException e) {
            if (e.code().equals("SECRET_UNKNOWN")) {
                return Stream.empty();
            }
            throw e;
        }
    }
}
