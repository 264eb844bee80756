package io.drover.coordinator.api;

import io.drover.api.Migration;
import io.drover.coordinator.persistence.DocumentJson;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Which executions that go on, or are held, name a secret. */
final class SecretsInUse {

    private SecretsInUse() {}

    /** @throws NotNowException through the answer, when one does; it names them */
    static Uni<Void> refuse(Mutiny.Session session, String secret, String what) {
        return by(session, secret)
                .invoke(executions -> {
                    if (!executions.isEmpty()) {
                        throw new NotNowException("Secret " + secret + " is used by what goes on or is held: execution "
                                + String.join(", ", executions) + ". " + what);
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<List<String>> by(Mutiny.Session session, String secret) {
        return session.createQuery(
                        "select id, definition from ExecutionRow where status in ('RUNNING', 'HELD') order by id",
                        Object[].class)
                .getResultList()
                .map(rows -> rows.stream()
                        .filter(row -> names(DocumentJson.read(String.valueOf(row[1]), Migration.class))
                                .anyMatch(secret::equals))
                        .map(row -> String.valueOf(row[0]))
                        .toList());
    }

    private static Stream<String> names(Migration migration) {
        Stream<String> archive = migration.archive() == null
                ? Stream.empty()
                : Stream.of(migration.archive().password());
        return Stream.concat(
                archive,
                Stream.of(migration.source(), migration.target()).flatMap(side -> side.secrets().values().stream()));
    }
}
