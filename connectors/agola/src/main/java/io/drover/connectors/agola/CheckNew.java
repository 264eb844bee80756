package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.Nul;
import io.drover.connectors.agola.convert.Service;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Task;
import java.io.IOException;
import java.util.Map;

/** The target: v0.8 or later, each service at its own address, not the source, and what it holds is counted. */
final class CheckNew {

    private final Services services;

    CheckNew(Services services) {
        this.services = services;
    }

    void run(Task task) throws IOException {
        Addresses.differ(services.settings());
        Addresses.differ(services.settings(), task.options().path("source"));
        if (services.settings().nul() != Nul.REFUSE) {
            throw AgolaFailures.user(
                    "SETTING_INVALID", "The setting \"nul\" is one of the source. Move it from the target to there.");
        }
        for (Service service : Service.values()) {
            boolean identified = false;
            for (ServiceAddress api : services.all(service)) {
                identified |= check(api);
            }
            ServiceAddress first = services.first(service);
            Map<String, Long> present =
                    first.export(body -> ExportRows.count(service, body, "The export of " + first.from()));
            present.forEach((kind, count) -> task.total("present." + kind, count));
            if (!identified && present.isEmpty()) {
                task.finding(new Finding(
                        "SERVICE_UNPROVEN",
                        Severity.INFO,
                        "service",
                        service.word(),
                        null,
                        "empty, and in maintenance",
                        "It cannot be found out which service this is. Check the address, or end its"
                                + " maintenance first."));
            }
        }
        task.fact("version", "v0.8 or later");
    }

    /** @return whether it was seen which service this is */
    private static boolean check(ServiceAddress api) {
        AgolaProbe.Status status = status(api);
        var found = AgolaProbe.service(api);
        found.ifPresent(service -> AgolaProbe.notSwapped(api, service));
        if (found.isEmpty() && !status.current()) {
            throw AgolaFailures.user(
                    "NOT_AGOLA",
                    api.from() + " has neither runs nor users to list. Check that this is the address of the "
                            + api.service().word() + " itself.");
        }
        return found.isPresent();
    }

    /** @throws io.drover.spi.ConnectorException {@code TARGET_TOO_OLD} for v0.7, into which nothing may be imported */
    static AgolaProbe.Status status(ServiceAddress api) {
        return AgolaProbe.maintenance(api)
                .orElseThrow(() -> AgolaFailures.user(
                        "TARGET_TOO_OLD",
                        api.from() + " is v0.7, which an import ruins. Start the new Agola, and give its address."));
    }
}
