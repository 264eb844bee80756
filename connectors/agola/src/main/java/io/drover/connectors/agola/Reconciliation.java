package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.AscendingIds;
import io.drover.spi.ConnectorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Compares an export with what its service lists: each vouches for the other. Fewer in the export, and it was cut; fewer in the
 * list, and the list ended early, so that a cut would not be seen.
 */
final class Reconciliation implements AutoCloseable {

    private static final String RUN = "run";
    private static final String RUNCONFIG = "runconfig";

    private final AscendingIds runs;
    private final AscendingIds configurations;

    Reconciliation() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "."));
        runs = new AscendingIds(temporary);
        configurations = new AscendingIds(temporary);
    }

    /** Takes note of a record of the export. */
    void add(String type, String id) throws IOException {
        switch (type) {
            case RUN -> runs.add(id);
            case RUNCONFIG -> configurations.add(id);
            default -> {
                // Counted only.
            }
        }
    }

    /** @return the types that were counted both ways */
    List<String> compare(ServiceAddress api, Map<String, Long> counts) throws IOException {
        OldLists lists = new OldLists(api);
        List<String> types = new ArrayList<>();
        switch (api.service()) {
            case RUNSERVICE -> {
                runs(api, lists);
                types.addAll(List.of(RUNCONFIG, RUN));
            }
            case CONFIGSTORE -> {
                for (String type : List.of("user", "org", "remotesource")) {
                    OptionalLong listed = lists.named(type + "s");
                    if (listed.isPresent()) {
                        compare(api, type, counts.getOrDefault(type, 0L), listed.getAsLong());
                        types.add(type);
                    }
                }
            }
        }
        return types;
    }

    /** Nothing runs any more, so what is archived is in both, and each run has its configuration. */
    private void runs(ServiceAddress api, OldLists lists) throws IOException {
        AscendingIds.Reader configured = configurations.read();
        RunsCompared compared = new RunsCompared(runs.read());
        lists.runs(
                run -> {
                    if (run.wrong() != null) {
                        throw AgolaFailures.external(
                                "LIST_BROKEN",
                                api.from() + " lists run \"" + run.id() + "\" as no Agola does: " + run.wrong()
                                        + ". Look at it, and at the service's log.");
                    }
                    boolean exported = compared.next(run.id());
                    if (run.archived() && !exported) {
                        throw missing(api, RUN, run.id());
                    }
                    if (!configured.contains(run.id())) {
                        throw missing(api, RUNCONFIG, run.id());
                    }
                },
                twice -> {
                    // The first time counted.
                });
        compared.end();
        if (compared.unlisted() > 0) {
            throw AgolaFailures.external(
                    "LISTING_INCOMPLETE",
                    "The list of runs of " + api.from() + " ends early, or has a gap: " + compared.unlisted()
                            + " runs of"
                            + " its export are not in it, the first is " + compared.firstUnlisted()
                            + ". So it cannot be"
                            + " seen whether the export is whole. Look at the service's log, then take it again.");
        }
    }

    private static ConnectorException missing(ServiceAddress api, String type, String id) {
        return AgolaFailures.external(
                "EXPORT_INCOMPLETE",
                api.from() + " lists run " + id + ", and its export has no " + type + " of it. It was cut, or something"
                        + " still writes. Take it again.");
    }

    private static void compare(ServiceAddress api, String type, long exported, long listed) {
        if (exported < listed) {
            throw AgolaFailures.external(
                    "EXPORT_INCOMPLETE",
                    api.from() + " lists " + listed + " of type " + type + ", and its export has " + exported
                            + ". It was cut, or something still writes. Take it again.");
        }
        if (listed < exported) {
            throw AgolaFailures.external(
                    "LISTING_INCOMPLETE",
                    api.from() + " lists " + listed + " of type " + type + ", and its export has " + exported
                            + ": the list ends early. So it cannot be seen whether the export is whole. Look at the"
                            + " service's log, then take it again.");
        }
    }

    @Override
    public void close() throws IOException {
        try (runs;
                configurations) {
            // Both are closed whatever becomes of the other.
        }
    }
}
