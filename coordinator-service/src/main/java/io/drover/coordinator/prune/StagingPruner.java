package io.drover.coordinator.prune;

import io.drover.coordinator.journal.Pruned;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Staged data of executions that ended. Reports, evidence, records of operations and archives stay. Of a guarded execution whose
 * archive is not there, all stays: its backups may be all that is left of what it took away.
 */
final class StagingPruner implements Pruner {

    private static final Set<String> STAY = Set.of("evidence", "records", "archive");

    private final PruneDatabase database;
    private final StagingStore store;
    private final Clock clock;

    StagingPruner(PruneDatabase database, StagingStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Found look(Instant before) throws SQLException, IOException {
        long executions = 0;
        long objects = 0;
        long bytes = 0;
        long kept = 0;
        Instant oldest = null;
        Instant newest = null;
        for (EndedExecution execution : database.endedBefore(before)) {
            SortedSet<String> folders = folders(execution);
            if (folders.isEmpty()) {
                continue;
            }
            if (mustStay(execution)) {
                kept++;
                continue;
            }
            executions++;
            oldest = oldest == null ? execution.finishedAt() : oldest;
            newest = execution.finishedAt();
            for (String folder : folders) {
                StagingStore.Held held = store.held(folder);
                objects += held.objects();
                bytes += held.bytes();
            }
        }
        String why = kept == 0 ? null : "guarded and without an archive: their backups may be all that is left";
        return new Found(Kind.STAGING.word(), executions, objects, bytes, oldest, newest, kept, why);
    }

    @Override
    public void prune(Instant before) throws SQLException, IOException {
        for (EndedExecution execution : database.endedBefore(before)) {
            SortedSet<String> folders = folders(execution);
            if (folders.isEmpty() || mustStay(execution)) {
                continue;
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            database.say(
                    Pruned.staged(execution.id(), execution.revision(), now),
                    "update drover.execution e set staging_pruned_at = ? where id = ? and staging_pruned_at is null and "
                            + PruneDatabase.ENDED,
                    now,
                    execution.id());
            for (String folder : folders) {
                store.deleteAll(folder);
            }
        }
    }

    private boolean mustStay(EndedExecution execution) throws IOException {
        return execution.guarded() && store.held(root(execution) + "archive/").objects() == 0;
    }

    /** Those that may go, each with a slash at its end. */
    private SortedSet<String> folders(EndedExecution execution) throws IOException {
        String root = root(execution);
        SortedSet<String> folders = new TreeSet<>();
        for (String key : store.list(root)) {
            String inside = key.substring(root.length());
            int end = inside.indexOf('/');
            String folder = end < 0 ? inside : inside.substring(0, end);
            if (!STAY.contains(folder)) {
                folders.add(root + folder + (end < 0 ? "" : "/"));
            }
        }
        return folders;
    }

    private static String root(EndedExecution execution) {
        return "executions/" + execution.id() + "/";
    }
}
