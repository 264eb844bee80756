package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.Service;
import io.drover.spi.Task;

/** The source: reachable, v0.7, each service at its own address, and not in maintenance. */
final class CheckOld {

    private final Services services;

    CheckOld(Services services) {
        this.services = services;
    }

    void run(Task task) {
        for (Service service : Service.values()) {
            for (ServiceAddress api : services.all(service)) {
                check(api);
            }
        }
        Addresses.differ(services.settings());
        task.fact("version", "v0.7");
    }

    private static void check(ServiceAddress api) {
        if (AgolaProbe.maintenance(api).isPresent()) {
            throw AgolaFailures.user(
                    "NOT_V07",
                    api.from() + " is v0.8 or later already, and this way begins at v0.7. Check that source and target"
                            + " are not swapped.");
        }
        Service found = AgolaProbe.service(api)
                .orElseThrow(() -> AgolaFailures.user(
                        "IN_MAINTENANCE",
                        api.from() + " lists nothing, so it is in maintenance. Take it out"
                                + " (DELETE /api/v1alpha/maintenance), then begin again."));
        AgolaProbe.notSwapped(api, found);
    }
}
