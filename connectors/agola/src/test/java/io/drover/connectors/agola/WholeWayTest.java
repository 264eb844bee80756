package io.drover.connectors.agola;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.drover.connectors.agola.convert.Service;
import io.drover.sandbox.agola.AgolaOptions;
import java.util.EnumMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** All operations in the order of the recipe, on the real exports of v0.7.1. */
class WholeWayTest {

    @Test
    void the_target_exports_what_was_imported_and_the_books_balance() throws Exception {
        try (Agolas agolas = new Agolas(AgolaOptions.quick())) {
            agolas.run("check-old", agolas.source(), new MemoryTask());
            MemoryTask preflight = agolas.run("preflight", agolas.source(), new MemoryTask());
            assertThat(preflight.totals).contains(entry("unarchived", 4L), entry("lost", 4L), entry("dangling", 0L));
            Map<Service, MemoryTask> exports = new EnumMap<>(Service.class);
            Map<Service, MemoryTask> conversions = new EnumMap<>(Service.class);
            for (Service service : Service.values()) {
                MemoryTask export = agolas.run("export", agolas.source(), service);
                exports.put(service, export);
                conversions.put(
                        service,
                        agolas.run(
                                "convert",
                                agolas.target(),
                                Agolas.task(service).input("export", export.file("export"))));
            }
            agolas.run("check-new", agolas.target(), new MemoryTask().source(agolas.source()));
            for (Service service : Service.values()) {
                agolas.run("maintenance-on", agolas.target(), service);
            }
            for (Service service : Service.values()) {
                MemoryTask backup = agolas.run("backup", agolas.target(), service);
                assertThat(backup.file("backup")).isEmpty();
                assertThat(backup.totals).isEmpty();
                assertThat(backup.facts).containsEntry("bytes", "0");
            }
            for (Service service : Service.values()) {
                byte[] converted = requireNonNull(conversions.get(service)).file("converted");
                MemoryTask imported = agolas.run(
                        "import", agolas.target(), Agolas.task(service).input("converted", converted));
                assertThat(imported.facts).containsEntry("sha256", ExportHash.of(converted));
                assertThat(imported.checks).isEqualTo(1);
            }
            for (Service service : Service.values()) {
                MemoryTask verified = agolas.run(
                        "verify",
                        agolas.target(),
                        Agolas.task(service)
                                .input(
                                        "converted",
                                        requireNonNull(conversions.get(service)).file("converted"))
                                .input(
                                        "export",
                                        requireNonNull(exports.get(service)).file("export")));
                assertBooks(service, verified);
                agolas.run("maintenance-off", agolas.target(), service);
                assertThat(agolas.targetOf(service).export())
                        .isEqualTo(requireNonNull(conversions.get(service)).file("converted"));
                assertThat(agolas.targetOf(service).maintenanceInEffect()).isFalse();
            }
        }
    }

    private static void assertBooks(Service service, MemoryTask verified) {
        switch (service) {
            case RUNSERVICE ->
                assertThat(verified.totals)
                        .containsExactly(
                                entry("books.run.extracted", 6L),
                                entry("books.run.loaded", 6L),
                                entry("books.run.verified", 6L),
                                entry("books.runconfig.dropped", 4L),
                                entry("books.runconfig.extracted", 10L),
                                entry("books.runconfig.loaded", 6L),
                                entry("books.runconfig.verified", 6L),
                                entry("books.runcounter.extracted", 3L),
                                entry("books.runcounter.loaded", 3L),
                                entry("books.runcounter.verified", 3L));
            case CONFIGSTORE ->
                assertThat(verified.totals)
                        .hasSize(30)
                        .contains(entry("books.user.extracted", 4L), entry("books.linked_account.verified", 4L));
        }
    }

    @Test
    void workers_find_the_connector_and_only_its_import_is_destructive() {
        var connector = ServiceLoader.load(io.drover.spi.Connector.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.descriptor().id().equals("agola"))
                .findFirst()
                .orElseThrow();

        assertThat(connector.descriptor().operations())
                .filteredOn(traits -> traits.destructive())
                .extracting("name", "retry")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("import", io.drover.spi.OperationTraits.Retry.RESUME));
        assertThat(connector.descriptor().operations())
                .extracting("name")
                .contains("check-old", "preflight", "export", "convert", "check-new", "maintenance-on", "backup");
        assertThat(connector.descriptor().settingsSchema().at("/properties"))
                .allSatisfy(property ->
                        assertThat(property.path("description").asText()).isNotEmpty());
    }
}
