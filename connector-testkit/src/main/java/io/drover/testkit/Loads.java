package io.drover.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.spi.LoadSink;
import io.drover.spi.Located;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what became of loaded items; can lose its batch. */
public final class Loads implements LoadSink {

    private final List<Located> loaded = new CopyOnWriteArrayList<>();
    private final List<String> attached = new CopyOnWriteArrayList<>();
    private final List<Finding> notAttached = new CopyOnWriteArrayList<>();
    private final List<Finding> rejected = new CopyOnWriteArrayList<>();
    private final List<Finding> unsettled = new CopyOnWriteArrayList<>();
    private final List<Finding> findings = new CopyOnWriteArrayList<>();
    private final AtomicInteger creationsLeft;

    private Loads(int creations) {
        this.creationsLeft = new AtomicInteger(creations);
    }

    public static Loads owning() {
        return new Loads(Integer.MAX_VALUE);
    }

    /** The batch is taken away after so many creations. */
    public static Loads owningFor(int creations) {
        return new Loads(creations);
    }

    @Override
    public void loaded(String originId, String targetId) {
        loaded.add(new Located(originId, targetId));
    }

    @Override
    public void given(String originId, String place, JsonNode value) {
        // No contract asks for it.
    }

    @Override
    public void attached(String originId, String contentId, String targetId) {
        attached.add(originId + " " + contentId);
    }

    @Override
    public void notAttached(String originId, String contentId, Finding why) {
        notAttached.add(why);
    }

    @Override
    public void rejected(String originId, Finding why) {
        rejected.add(why);
    }

    @Override
    public void unsettled(String originId, Finding why) {
        unsettled.add(why);
    }

    @Override
    public void finding(Finding finding) {
        findings.add(finding);
    }

    @Override
    public void checkOwnership() {
        if (creationsLeft.decrementAndGet() < 0) {
            throw new ConnectorException("STALE_ATTEMPT", FailureType.INTERNAL, "another attempt owns the batch");
        }
    }

    public List<Located> loaded() {
        return loaded;
    }

    /** Origin id of the record and id of the content, with a blank between. */
    public List<String> attached() {
        return attached;
    }

    public List<Finding> notAttached() {
        return notAttached;
    }

    public List<Finding> rejected() {
        return rejected;
    }

    public List<Finding> unsettled() {
        return unsettled;
    }

    public List<Finding> findings() {
        return findings;
    }
}
