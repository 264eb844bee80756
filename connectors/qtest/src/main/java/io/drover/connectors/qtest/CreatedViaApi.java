package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.http.Reply;
import io.drover.http.Sent;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The module at the top where qTest puts test cases without a parent (docs/contracts/zephyr-scale-and-qtest.md §0.2 fact 7). What is known of
 * it is kept for the process and project: looked for once, not once a batch.
 */
final class CreatedViaApi {

    /** Bounds the memory of a process that runs for months; forgetting costs one request. */
    private static final int REMEMBERED = 100_000;

    private static final Map<String, Known> KNOWN = new ConcurrentHashMap<>();

    /** Of one project; guarded by its lock. */
    private static final class Known {
        private final ReentrantLock lock = new ReentrantLock();
        private final Set<String> ids = new TreeSet<>();
        private final Set<String> others = new HashSet<>();
        private long lookedAt;
        private boolean looked;
        /** Whether a folder of the source has the name. */
        private boolean taken;
    }

    private final QTestApi api;
    private final QTestListings listings;
    private final String name;
    private final String moduleOrigin;
    private final Known known;

    CreatedViaApi(QTestApi api, QTestSettings settings) {
        this.api = api;
        this.listings = new QTestListings(api);
        this.name = settings.createdViaApi();
        this.moduleOrigin = settings.moduleOrigin();
        this.known = KNOWN.computeIfAbsent(settings.system() + " " + name, key -> new Known());
    }

    /**
     * Those of {@code parents} that are this module, by whichever name people gave it a double.
     *
     * @param since on the scale of {@link System#nanoTime()}; the modules are older: a look after it tells of all of them
     * @param closely whether to look again although it is known: somebody may have deleted it, and qTest made another one
     */
    Set<String> among(Set<String> parents, long since, boolean closely) {
        known.lock.lock();
        try {
            boolean old = !known.looked || known.lookedAt - since < 0;
            boolean unknown = parents.stream().anyMatch(id -> !known.ids.contains(id) && !known.others.contains(id));
            if (old && (closely ? !known.ids.containsAll(parents) : unknown && known.ids.isEmpty())) {
                look();
            }
            Set<String> found = new HashSet<>(parents);
            found.retainAll(known.ids);
            if (known.others.size() > REMEMBERED) {
                known.others.clear();
            }
            parents.stream().filter(id -> !known.ids.contains(id)).forEach(known.others::add);
            return found;
        } finally {
            known.lock.unlock();
        }
    }

    /** Its id as the project has it now. */
    Optional<String> find() {
        known.lock.lock();
        try {
            look();
            return known.ids.stream().findFirst();
        } finally {
            known.lock.unlock();
        }
    }

    /**
     * Its id; makes it where it is missing: looks, makes it, looks again, so that all who do so at once mean the same one.
     *
     * @throws io.drover.spi.ConnectorException when it is not there and cannot be made
     */
    String findOrCreate(Runnable checkOwnership) {
        known.lock.lock();
        try {
            if (known.ids.isEmpty()) {
                look();
            }
            if (known.ids.isEmpty()) {
                Sent sent = api.http()
                        .create(
                                api.createModule(
                                        null,
                                        JsonNodeFactory.instance.objectNode().put("name", name)),
                                checkOwnership);
                look();
                if (known.ids.isEmpty()) {
                    throw switch (sent) {
                        case Sent.Answered(Reply reply) -> reply.failure();
                        case Sent.InDoubt doubt -> doubt.why();
                    };
                }
            }
            return known.ids.iterator().next();
        } finally {
            known.lock.unlock();
        }
    }

    /**
     * Where to create a case without a parent when a folder of the source has this name: qTest would put it into that one.
     *
     * @param since as of {@link #among}
     * @return empty where qTest may choose
     */
    Optional<String> ownWhereTaken(long since, Runnable checkOwnership) {
        known.lock.lock();
        try {
            if (!known.looked || known.lookedAt - since < 0) {
                look();
            }
            return known.taken ? Optional.of(findOrCreate(checkOwnership)) : Optional.empty();
        } finally {
            known.lock.unlock();
        }
    }

    /** It was there and is not any more. */
    void forget() {
        known.lock.lock();
        try {
            known.ids.clear();
        } finally {
            known.lock.unlock();
        }
    }

    private void look() {
        long now = System.nanoTime();
        Set<String> found = new TreeSet<>();
        known.taken = false;
        for (JsonNode module : listings.modules(null)) {
            if (module.path("name").asText("").equals(name)) {
                if (ModuleJson.origin(module).startsWith(moduleOrigin)) {
                    known.taken = true;
                } else {
                    found.add(module.path("id").asText());
                }
            }
        }
        known.ids.clear();
        known.ids.addAll(found);
        known.others.removeAll(found);
        known.lookedAt = now;
        known.looked = true;
    }
}
