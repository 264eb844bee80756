package io.drover.coordinator.orchestration;

import io.drover.api.LimitedBy;
import io.drover.coordinator.persistence.DocumentJson;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Which systems' limits make an execution wait just now. The table is the workers'; there is none before the first of them ran. */
@ApplicationScoped
public class SystemLimitsShown {

    private static final String THERE = "select cast(to_regclass('ledger.pace') is not null as text)";
    private static final String WAITING = "select cast(shown as text) from ledger.pace"
            + " where changed_at > now() - interval '5 seconds' and jsonb_exists(shown->'waiting', :execution)"
            + " order by system";

    /** As workers keep it in the table. */
    private record Shown(
            String title, long used, long allowed, @Nullable String per, long nextMs, long refused) {
        private LimitedBy limitedBy() {
            return new LimitedBy(title, used, allowed, per, nextMs, refused);
        }
    }

    private final Mutiny.SessionFactory database;
    private volatile boolean there;

    SystemLimitsShown(@PersistenceUnit("coordinator") Mutiny.SessionFactory database) {
        this.database = database;
    }

    /** Empty when it waits for no turn. */
    public Uni<List<LimitedBy>> of(String execution) {
        return isThere()
                .chain(known -> known
                        ? database.withSession(session -> session.createNativeQuery(WAITING, String.class)
                                .setParameter("execution", execution)
                                .getResultList())
                        : Uni.createFrom().item(List.<String>of()))
                .map(rows -> rows.stream()
                        .map(row -> DocumentJson.read(row, Shown.class).limitedBy())
                        .toList());
    }

    private Uni<Boolean> isThere() {
        if (there) {
            return Uni.createFrom().item(true);
        }
        return database.withSession(session ->
                        session.createNativeQuery(THERE, String.class).getSingleResult())
                .map(Boolean::parseBoolean)
                .invoke(known -> there = known);
    }
}
