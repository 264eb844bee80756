package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Takes the values of secrets that an attempt has in hand out of what it tells. Safe from several threads. */
final class Masks implements AutoCloseable {

    static final String MASK = "***";

    private final Set<String> known = new HashSet<>();
    private volatile ValueMasks values = new ValueMasks(List.of(), MASK);

    Masks(Collection<String> secrets) {
        secrets.forEach(this::also);
    }

    /** One more: it was given out just now, or came of one that was. */
    void also(String value) {
        synchronized (known) {
            if (known.add(value)) {
                values = new ValueMasks(known, MASK);
                OpenSecrets.opened(value);
            }
        }
    }

    /** It tells nothing any more. */
    @Override
    public void close() {
        synchronized (known) {
            known.forEach(OpenSecrets::closed);
            known.clear();
        }
    }

    /**
     * For the secrets that both connections may send. A secret that was removed needs no mask: no connection can use it.
     *
     * @throws ConnectorException when the values cannot be read, since then nothing can be masked
     */
    static Masks of(Command command, Connectors connectors) {
        return new Masks(Stream.of(Optional.ofNullable(command.source()), Optional.ofNullable(command.target()))
                .flatMap(Optional::stream)
                .flatMap(connectors::toMask)
                .toList());
    }

    String of(String text) {
        return values.of(text);
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
}
