package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.AscendingIds;
import java.io.IOException;
import java.nio.file.Path;

/** The ids in the exports of both services that are compared with something else. */
final class SeenIds implements AutoCloseable {

    private final AscendingIds runs;
    private final AscendingIds lost;
    private final AscendingIds counters;
    private final AscendingIds projects;
    private final AscendingIds users;

    SeenIds() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "."));
        runs = new AscendingIds(temporary);
        lost = new AscendingIds(temporary);
        counters = new AscendingIds(temporary);
        projects = new AscendingIds(temporary);
        users = new AscendingIds(temporary);
    }

    void runservice(String type, String id) throws IOException {
        switch (type) {
            case "run" -> runs.add(id);
            case "runcounter" -> counters.add(id);
            default -> {
                // A configuration has the id of its run.
            }
        }
    }

    void configstore(String type, String id) throws IOException {
        switch (type) {
            case "project" -> projects.add(id);
            case "user" -> users.add(id);
            default -> {
                // Runs belong to projects and users only.
            }
        }
    }

    AscendingIds runs() {
        return runs;
    }

    /** Of configurations without a run. */
    AscendingIds lost() {
        return lost;
    }

    AscendingIds counters() {
        return counters;
    }

    AscendingIds projects() {
        return projects;
    }

    AscendingIds users() {
        return users;
    }

    @Override
    public void close() throws IOException {
        try (runs;
                lost;
                counters;
                projects;
                users) {
            // Each is closed whatever becomes of the others.
        }
    }
}
