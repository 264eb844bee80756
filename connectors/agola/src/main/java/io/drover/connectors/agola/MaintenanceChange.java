package io.drover.connectors.agola;

import io.drover.connectors.agola.AgolaProbe.Status;
import io.drover.connectors.agola.convert.Service;
import io.drover.http.Call.Method;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Task;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns maintenance on or off and waits until each replica works so. Meanwhile each closes its port for about a second (reference
 * 1.4). It is no fault if it is so already.
 */
final class MaintenanceChange {

    private final Services services;
    private final boolean wanted;

    MaintenanceChange(Services services, boolean wanted) {
        this.services = services;
        this.wanted = wanted;
    }

    void run(Service service, Task task) {
        long deadline =
                System.nanoTime() + services.settings().maintenanceTimeout().toNanos();
        ServiceAddress first = services.first(service);
        ServiceAddress other = services.first(Services.other(service));
        Status before = await(first, status -> true, deadline);
        @Nullable Status otherBefore = wanted ? await(other, status -> true, deadline) : null;
        if (before.requested() != wanted) {
            request(first, task, deadline);
        }
        for (ServiceAddress api : services.all(service)) {
            await(api, status -> status.current() == wanted && status.requested() == wanted, deadline);
        }
        if (otherBefore != null) {
            separate(task, first, other, before, otherBefore, await(other, status -> true, deadline));
        }
        task.fact("maintenance", wanted ? "on" : "off");
        task.total("replicas", services.all(service).size());
    }

    private void request(ServiceAddress api, Task task, long deadline) {
        int status = api.change(wanted ? Method.PUT : Method.DELETE, "/maintenance", task)
                .status();
        // Somebody else may have been faster.
        boolean done = status == 200
                || (status == 400 && await(api, any -> true, deadline).requested() == wanted);
        if (status == 401) {
            throw AgolaFailures.user(
                    "TOKEN_REFUSED",
                    api.from() + " needs another token. Give the secret "
                            + api.service().word() + "Token the service's API token.");
        }
        if (!done) {
            throw AgolaFailures.external(
                    "MAINTENANCE_REFUSED",
                    api.from() + " answered " + status + " when asked to " + (wanted ? "begin" : "end")
                            + " maintenance. Look at its log.");
        }
    }

    /** Asks until the answer is as wanted. A port that is closed belongs to it. */
    private Status await(ServiceAddress api, Predicate<Status> wantedStatus, long deadline) {
        String last = "nothing";
        for (int round = 0; ; round++) {
            try {
                Status status = CheckNew.status(api);
                if (wantedStatus.test(status)) {
                    return status;
                }
                last = status.toString();
            } catch (ConnectorException e) {
                if (!closed(e)) {
                    throw e;
                }
                last = "no connection";
            }
            if (System.nanoTime() - deadline > 0) {
                throw AgolaFailures.external(
                        "MAINTENANCE_TIMEOUT",
                        api.from() + " is not " + (wanted ? "in" : "out of") + " maintenance after "
                                + services.settings().maintenanceTimeout().toSeconds() + " s; the last answer was "
                                + last + ". Look at its log; nothing else was changed.");
            }
            api.pause(round);
        }
    }

    private static boolean closed(ConnectorException e) {
        return switch (e.code()) {
            case "HOST_UNREACHABLE", "CONNECTION_BROKEN", "TIMED_OUT" -> true;
            default -> false;
        };
    }

    /** Services on one database have one switch. */
    private void separate(
            Task task, ServiceAddress api, ServiceAddress other, Status before, Status otherBefore, Status otherNow) {
        if (!before.requested() && !otherBefore.requested() && otherNow.requested()) {
            throw AgolaFailures.user(
                    "SHARED_DATABASE",
                    "When " + api.from() + " was put into maintenance, " + other.from()
                            + " went with it, so they share a"
                            + " database. Take it out again, give each service a database of its own, then begin again.");
        }
        if (before.requested() && otherBefore.requested()) {
            task.finding(new Finding(
                    "MAINTENANCE_WAS_ON",
                    Severity.WARNING,
                    "service",
                    api.service().word(),
                    null,
                    "both services were in maintenance before",
                    "So it cannot be seen that they have separate databases. Check their configuration."));
        }
    }
}
