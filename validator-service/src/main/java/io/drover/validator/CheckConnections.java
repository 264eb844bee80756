package io.drover.validator;

import io.drover.contracts.ConnectionRef;
import io.drover.contracts.Counts;
import io.drover.spi.Check;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Role;
import io.drover.worker.Batch;
import io.drover.worker.ObservedRoutes;
import io.drover.worker.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * {@code check}: proves that both connections work before anything is read or written. Writes {@code facts}, one line for
 * each connection, and {@code schema}, the target's fields as they are. Tells which route the two systems are, by what they say of
 * themselves: facts {@code route}, {@code source}, {@code target}, and {@code origin} where records say their source.
 */
@ApplicationScoped
public class CheckConnections implements Operation {

    private static final int LONGEST_FACT = 200;

    private final Routing routes;

    CheckConnections(Routing routes) {
        this.routes = routes;
    }

    @Override
    public String name() {
        return "check";
    }

    /** @throws ConnectorException of type USER with the first failed check's code and the problems of both */
    @Override
    public Counts run(Batch batch) {
        ConnectionRef source = batch.command().source();
        ConnectionRef target = batch.command().target();
        List<Failed> failed = new ArrayList<>();
        Check ofSource = source == null ? null : check(() -> batch.source()::check);
        Check ofTarget = target == null ? null : check(() -> batch.target()::check);
        if (source != null && ofSource != null) {
            record(batch, source, Role.SOURCE, ofSource, failed);
        }
        if (target != null && ofTarget != null) {
            record(batch, target, Role.TARGET, ofTarget, failed);
        }
        if (!failed.isEmpty()) {
            throw new ConnectorException(
                    failed.getFirst().code(),
                    FailureType.USER,
                    String.join("\n", failed.stream().map(Failed::problem).toList()));
        }
        if (target != null) {
            batch.write("schema", batch.target().schema());
        }
        if (source != null && ofSource != null && target != null && ofTarget != null) {
            tellRoute(batch, routes.system(source, ofSource), routes.system(target, ofTarget));
        }
        return Counts.NONE;
    }

    private void tellRoute(Batch batch, String source, String target) {
        ObservedRoutes.Route route = routes.observed(
                batch.command().route(), source, target, batch.command().batch().execution());
        batch.fact("route", route.key());
        batch.fact("source", fact(source));
        batch.fact("target", fact(target));
        if (route.origin() != null) {
            batch.fact("origin", route.origin());
        }
    }

    private static String fact(String system) {
        return system.length() <= LONGEST_FACT ? system : system.substring(0, LONGEST_FACT - 1) + "…";
    }

    /** A connector that moves no records has nothing to open here, and only its own operations can try it. */
    private static Check check(Supplier<Supplier<Check>> opened) {
        Supplier<Check> side;
        try {
            side = opened.get();
        } catch (UnsupportedOperationException e) {
            return Check.failed(
                    "CHECK_NOT_AVAILABLE",
                    e.getMessage()
                            + ", so this check cannot try it. Take the recipe that checks it by its own operations,"
                            + " or run the migration: its first steps look, before anything is changed.");
        }
        return side.get();
    }

    private static void record(Batch batch, ConnectionRef connection, Role role, Check check, List<Failed> failed) {
        if (check.ok()) {
            batch.write("facts", Facts.of(connection, role, check, batch::withoutSecrets));
        } else {
            failed.add(new Failed(
                    Objects.requireNonNullElse(check.code(), "CONNECTION_FAILED"),
                    connection.name() + ": "
                            + Objects.requireNonNullElse(
                                    check.problem(), "the connection does not work; check its settings")));
        }
    }

    private record Failed(String code, String problem) {}
}
