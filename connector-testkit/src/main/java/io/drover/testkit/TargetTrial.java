package io.drover.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Check;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.LoadItem;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.Target;
import java.util.ArrayList;
import java.util.List;

/** A system that a target writes to, made ready by whoever extends {@link TargetContract}, and what its tests do with it. */
public abstract class TargetTrial {

    protected abstract Connector connector();

    protected abstract Connection connection();

    protected abstract Connection connectionWithWrongToken();

    protected abstract Connection connectionToWrongProject();

    /** To a port where nobody listens. */
    protected abstract Connection connectionToNobody();

    /** A new record that the target takes, in the form in which it is read back. */
    protected abstract Record record(String originId);

    /** How many records of that origin the system holds, asked past the connector. */
    protected abstract int stored(String originId);

    /** The system does the next creation, and its answer is lost. */
    protected abstract void loseTheNextAnswer();

    /** The system does the next creation, its answer is lost, and from then on nobody can look for the record. */
    protected abstract void hideTheNextCreation();

    /** One that waits for a failing system only briefly. */
    protected abstract Connection connectionThatGivesUpSoon();

    /** Takes a record out of the system, past the connector. */
    protected abstract void remove(String targetId);

    /** The same record with a null where it has a value. */
    protected abstract Record cleared(Record record);

    /** A record with a value that the system does not take. */
    protected abstract Record bad(String originId);

    final Check check(Connection connection) {
        try (Target target = connector().openTarget(connection)) {
            return target.check();
        }
    }

    protected final Loads load(List<Record> records, Loads sink) {
        try (Target target = connector().openTarget(connection())) {
            target.load(items(records), sink);
        }
        return sink;
    }

    protected final List<Record> fetch(List<Located> located) {
        CollectedRecords sink = new CollectedRecords();
        try (Target target = connector().openTarget(connection())) {
            target.fetch(record("kind").entityType(), located, sink);
        }
        return sink.records();
    }

    static List<LoadItem> updates(List<Record> records, List<Located> loaded) {
        List<LoadItem> updates = new ArrayList<>();
        for (Record record : records) {
            loaded.stream()
                    .filter(l -> l.originId().equals(record.id()))
                    .forEach(l -> updates.add(new LoadItem(record, l.targetId())));
        }
        return updates;
    }

    /** The bodies without their nulls. */
    static List<JsonNode> values(List<Record> records) {
        List<JsonNode> bodies = new ArrayList<>();
        for (Record record : records) {
            ObjectNode body = record.body().deepCopy();
            removeNulls(body);
            bodies.add(body);
        }
        return bodies;
    }

    private static void removeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(property -> property.getValue().isNull());
        }
        node.forEach(TargetTrial::removeNulls);
    }

    protected static List<LoadItem> items(List<Record> records) {
        return records.stream().map(r -> new LoadItem(r, null)).toList();
    }

    protected final List<Record> records(String group, int count) {
        List<Record> records = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            records.add(record(group + "-T" + i));
        }
        return records;
    }
}
