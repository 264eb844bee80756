package io.drover.loader;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.spi.Check;
import io.drover.spi.ConnectorException;
import io.drover.spi.Content;
import io.drover.spi.ContentLostException;
import io.drover.spi.ContentToLoad;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.spi.LoadItem;
import io.drover.spi.LoadSink;
import io.drover.spi.Located;
import io.drover.spi.Prepared;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import io.drover.spi.Target;
import io.drover.spi.TargetField;
import io.drover.spi.TargetSchema;
import io.drover.worker.Places;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A target that keeps records in memory, with their origin beside them, and counts what is asked of it. */
final class MemoryTarget implements Target {

    /** What it holds: who it is, where it came from, what it says. */
    record Stored(String id, String origin, ObjectNode body) {}

    private final Map<String, Stored> stored = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final Set<String> undecided = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> fatal = new HashSet<>();
    private final Set<String> unclearable = new HashSet<>();
    private final Map<String, String> defaults = new HashMap<>();
    private @Nullable Runnable beforeLoad;
    private @Nullable Runnable afterFetch;
    private AtomicInteger fetchesLeft = new AtomicInteger();
    private boolean findsOnlyThere;
    /** By origin id of the record, then by id of the content. */
    private final Map<String, Map<String, byte[]>> contents = new HashMap<>();

    private final Set<String> contentsRefused = new HashSet<>();
    private boolean tellsHashes = true;
    private @Nullable String dyingAfter;
    private int last;

    /** A record that somebody else made. */
    String put(String origin, ObjectNode body) {
        String id = "t" + ++last;
        stored.put(id, new Stored(id, origin, body.deepCopy()));
        return id;
    }

    void remove(String origin) {
        stored.values().removeIf(one -> one.origin().equals(origin));
    }

    /** Its outcome is never known, although it happens. */
    void leaveUndecided(String origin) {
        undecided.add(origin);
    }

    void refuseUpdates(String origin) {
        refused.add(origin);
    }

    /** Its next update is written, and then the attempt ends: nobody hears of it. */
    void breakOffAfterUpdating(String origin) {
        fatal.add(origin);
    }

    void cannotClear(String field) {
        unclearable.add(field);
    }

    /** A new record gets this value where it has none. */
    void defaults(String field, String value) {
        defaults.put(field, value);
    }

    /** As a target that lists what a folder holds: {@code findByOrigin} looks there, and its search lags behind. */
    void findsOnlyWhereItIsToGo() {
        findsOnlyThere = true;
    }

    /** What is read is kept back until this happened, of the first so many readings. */
    void afterFirstFetches(int fetches, Runnable happening) {
        afterFetch = happening;
        fetchesLeft = new AtomicInteger(fetches);
    }

    void beforeLoad(Runnable happening) {
        beforeLoad = happening;
    }

    /** What it has of a content; null when it has none. */
    byte @Nullable [] content(String origin, String content) {
        return contents.getOrDefault(origin, Map.of()).get(content);
    }

    /** Somebody changes a content, or takes it away. */
    void edit(String origin, String content, byte @Nullable [] bytes) {
        Map<String, byte[]> own = Objects.requireNonNull(contents.get(origin));
        if (bytes == null) {
            own.remove(content);
        } else {
            own.put(content, bytes);
        }
    }

    void refuseContent(String content) {
        contentsRefused.add(content);
    }

    /** The worker ends when this content has been taken, and before anybody hears of it. */
    void dieAfter(String content) {
        dyingAfter = content;
    }

    void tellsNoHashes() {
        tellsHashes = false;
    }

    private void attach(LoadItem item, LoadSink sink) {
        String origin = item.record().id();
        for (ContentToLoad one : item.contents()) {
            String id = one.content().id();
            Map<String, byte[]> own = contents.computeIfAbsent(origin, key -> new HashMap<>());
            if (contentsRefused.contains(id)) {
                sink.notAttached(origin, id, error("CONTENT_REFUSED", origin));
                continue;
            }
            Optional<InputStream> stream = one.open();
            if (stream.isEmpty()) {
                continue;
            }
            try (InputStream in = stream.get()) {
                byte[] bytes = in.readAllBytes();
                if (own.containsKey(id) && one.replaces() == null) {
                    throw new AssertionError(id + " is there twice");
                }
                calls.add((one.replaces() == null ? "attach " : "replace ") + id);
                own.put(id, bytes);
            } catch (ContentLostException e) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (id.equals(dyingAfter)) {
                dyingAfter = null;
                throw new ConnectorException("KILLED", FailureType.INTERNAL, "");
            }
            sink.attached(origin, id, "c-" + id);
        }
    }

    private List<Content> contents(String origin) {
        return contents.getOrDefault(origin, Map.of()).entrySet().stream()
                .map(entry -> new Content(
                        entry.getKey(),
                        entry.getKey(),
                        null,
                        (long) entry.getValue().length,
                        tellsHashes ? MemorySource.sha256(entry.getValue()) : null,
                        null,
                        JsonNodeFactory.instance.objectNode()))
                .toList();
    }

    Stored only(String origin) {
        List<Stored> all = all(origin);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " records of " + origin);
        }
        return all.getFirst();
    }

    List<Stored> all(String origin) {
        return stored.values().stream()
                .filter(one -> one.origin().equals(origin))
                .toList();
    }

    /** What was asked for, for example {@code load T1}. */
    List<String> calls() {
        return calls;
    }

    @Override
    public synchronized void load(List<LoadItem> items, LoadSink sink) {
        if (beforeLoad != null) {
            beforeLoad.run();
        }
        for (LoadItem item : items) {
            String origin = item.record().id();
            sink.checkOwnership();
            if (item.targetId() == null) {
                calls.add("create " + origin);
                ObjectNode body = whole(item.record().body(), null);
                defaults.forEach((field, value) -> {
                    if (!body.path("fields").has(field)) {
                        body.withObjectProperty("fields").put(field, value);
                        sink.given(origin, "fields." + field, TextNode.valueOf(value));
                    }
                });
                String id = put(origin, body);
                attach(item, sink);
                if (undecided.remove(origin)) {
                    sink.unsettled(origin, error("TARGET_IN_DOUBT", origin));
                } else {
                    sink.loaded(origin, id);
                }
            } else if (!stored.containsKey(item.targetId())) {
                calls.add("update " + origin);
                sink.rejected(origin, error("TARGET_GONE", origin));
            } else if (refused.contains(origin)) {
                calls.add("update " + origin);
                sink.rejected(origin, error("TARGET_REJECTED", origin));
            } else {
                calls.add("update " + origin);
                update(item, sink);
                attach(item, sink);
                if (fatal.remove(origin)) {
                    throw new ConnectorException("SYSTEM_FAILING", FailureType.EXTERNAL, "503 for " + origin);
                }
                sink.loaded(origin, item.targetId());
            }
        }
    }

    private void update(LoadItem item, LoadSink sink) {
        String id = Objects.requireNonNull(item.targetId());
        Stored before = Objects.requireNonNull(stored.get(id));
        ObjectNode body = whole(item.record().body(), before.body());
        item.record().body().path("fields").properties().forEach(field -> {
            if (field.getValue().isNull() && unclearable.contains(field.getKey())) {
                body.withObjectProperty("fields")
                        .set(field.getKey(), before.body().path("fields").path(field.getKey()));
                sink.finding(new Finding(
                        "VALUE_NOT_CLEARED",
                        Finding.Severity.WARNING,
                        "testcase",
                        before.origin(),
                        field.getKey(),
                        null,
                        ""));
            }
        });
        stored.put(id, new Stored(id, before.origin(), body));
    }

    /** Fields that are not mentioned stay; what is null is gone. */
    private static ObjectNode whole(ObjectNode given, @Nullable ObjectNode before) {
        ObjectNode body = given.deepCopy();
        if (before != null) {
            before.path("fields").properties().forEach(field -> {
                if (!body.path("fields").has(field.getKey())) {
                    body.withObjectProperty("fields").set(field.getKey(), field.getValue());
                }
            });
        }
        if (body.path("fields") instanceof ObjectNode fields) {
            List<String> empty = new ArrayList<>();
            fields.properties().forEach(field -> {
                if (Places.isEmpty(field.getValue())) {
                    empty.add(field.getKey());
                }
            });
            fields.remove(empty);
        }
        return body;
    }

    @Override
    public Map<String, List<String>> findByOrigin(String entityType, List<LoadItem> items) {
        calls.add("findByOrigin");
        return find(items, findsOnlyThere);
    }

    @Override
    public Map<String, List<String>> findAnywhere(String entityType, List<LoadItem> items) {
        calls.add("findAnywhere");
        return findsOnlyThere ? Map.of() : find(items, false);
    }

    private Map<String, List<String>> find(List<LoadItem> items, boolean there) {
        Map<String, List<String>> found = new HashMap<>();
        for (LoadItem item : items) {
            List<String> ids = all(item.record().id()).stream()
                    .filter(one -> !there
                            || one.body()
                                    .path("parent")
                                    .equals(item.record().body().path("parent")))
                    .map(Stored::id)
                    .toList();
            if (!ids.isEmpty()) {
                found.put(item.record().id(), ids);
            }
        }
        return found;
    }

    @Override
    public long countOrigins(String entityType) {
        return stored.size();
    }

    @Override
    public void fetch(String entityType, List<Located> items, RecordSink sink) {
        read(entityType, items, sink);
        if (afterFetch != null && fetchesLeft.getAndDecrement() > 0) {
            afterFetch.run();
        }
    }

    private synchronized void read(String entityType, List<Located> items, RecordSink sink) {
        calls.add("fetch");
        for (Located item : items) {
            all(item.originId())
                    .forEach(one -> sink.record(
                            new Record(entityType, item.originId(), one.body().deepCopy(), contents(one.origin()))));
        }
    }

    private static Finding error(String code, String origin) {
        return new Finding(code, Finding.Severity.ERROR, "testcase", origin, null, null, "look at it");
    }

    @Override
    public Check check() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TargetSchema schema() {
        return new TargetSchema(List.of());
    }

    @Override
    public Prepared prepare(List<TargetField> wanted) {
        return new Prepared(schema(), List.of());
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
