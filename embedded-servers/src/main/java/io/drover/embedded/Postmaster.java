package io.drover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL server process, as it describes itself in its data directory ({@code postmaster.pid}). */
record Postmaster(ProcessHandle process, int port) {

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    /** The living postmaster of a data directory; none when its file is a dead one's. */
    static Optional<Postmaster> of(Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() <= PORT_LINE) {
            return Optional.empty(); // being written
        }
        int port = Integer.parseInt(lines.get(PORT_LINE).strip());
        return ProcessHandle.of(Long.parseLong(lines.get(PID_LINE).strip()))
                .filter(Processes::runs)
                .filter(Postmaster::isPostgres)
                .map(process -> new Postmaster(process, port));
    }

    /**
     * Removes the file of a dead postmaster when its process number is still, or again, in use: PostgreSQL asks no more
     * than that, and would refuse to start. In all other cases PostgreSQL sees itself that the file is an old one.
     */
    static void forgetDead(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (Files.exists(file) && of(data).isEmpty()) {
            long pid = Long.parseLong(Files.readAllLines(file).get(PID_LINE).strip());
            if (ProcessHandle.of(pid).isPresent()) {
                Files.delete(file);
            }
        }
    }

    /** Process numbers come back: after a crash another program may have that of the dead postmaster. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(c -> c.contains("postgres")).orElse(true);
    }
}
