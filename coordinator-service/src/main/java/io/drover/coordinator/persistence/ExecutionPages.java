package io.drover.coordinator.persistence;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What is kept of an execution, a page at a time: however much there is, and however slow its reader, no more than a page is in
 * memory, and no connection is held between pages. Blocks.
 */
public final class ExecutionPages {

    /** An entry of the journal is 64 KiB at most. */
    private static final int PAGE = 100;

    private static final String JOURNAL = """
            select seq, entry from drover.journal
             where execution = ? and seq > ? and seq <= ? order by seq limit ?
            """;
    private static final String AUDIT = """
            select seq, line from drover.audit where execution = ? and seq > ? and seq <= ? order by seq limit ?
            """;
    private static final String BATCHES = """
            select id from drover.closed_batch where execution = ? and id > ? order by id limit ?
            """;

    private static final String PRUNED = """
            select journal_pruned is not null or staging_pruned_at is not null from drover.execution where id = ?
            """;

    private final DataSource database;

    public ExecutionPages(DataSource database) {
        this.database = database;
    }

    /** Takes one row after the other. */
    @FunctionalInterface
    public interface Taker {
        void take(String row) throws IOException;
    }

    /** Says after each row whether it wants the next. */
    @FunctionalInterface
    public interface Chooser {
        boolean take(String row) throws IOException;
    }

    /** Whether what the execution's batches left, or the list of them, was pruned; empty when there is no such execution. */
    public Optional<Boolean> pruned(String execution) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(PRUNED)) {
            query.setString(1, execution);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getBoolean(1)) : Optional.empty();
            }
        }
    }

    /** Entries of the journal up to a revision, in order, as JSON. */
    public void journal(String execution, long upTo, Taker taker) throws SQLException, IOException {
        numbered(JOURNAL, execution, upTo, taker);
    }

    /** Lines of the audit in order, as they are served. */
    public void audit(String execution, Taker taker) throws SQLException, IOException {
        numbered(AUDIT, execution, Long.MAX_VALUE, taker);
    }

    /** Ids of closed batches, in order, until {@code chooser} has had enough. */
    public void closedBatches(String execution, Chooser chooser) throws SQLException, IOException {
        String after = "";
        List<String> page;
        do {
            page = batches(execution, after);
            for (String id : page) {
                if (!chooser.take(id)) {
                    return;
                }
                after = id;
            }
        } while (page.size() == PAGE);
    }

    private void numbered(String query, String execution, long upTo, Taker taker) throws SQLException, IOException {
        long after = 0;
        List<Row> page;
        do {
            page = page(query, execution, after, upTo);
            for (Row row : page) {
                taker.take(row.text());
                after = row.seq();
            }
        } while (page.size() == PAGE);
    }

    private List<Row> page(String sql, String execution, long after, long upTo) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, execution);
            query.setLong(2, after);
            query.setLong(3, upTo);
            query.setInt(4, PAGE);
            List<Row> page = new ArrayList<>(PAGE);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    page.add(new Row(rows.getLong(1), rows.getString(2)));
                }
            }
            return page;
        }
    }

    private List<String> batches(String execution, String after) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(BATCHES)) {
            query.setString(1, execution);
            query.setString(2, after);
            query.setInt(3, PAGE);
            List<String> page = new ArrayList<>(PAGE);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    page.add(rows.getString(1));
                }
            }
            return page;
        }
    }

    private record Row(long seq, String text) {}
}
