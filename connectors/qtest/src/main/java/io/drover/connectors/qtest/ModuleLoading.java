package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.http.EachRecord;
import io.drover.http.Reply;
import io.drover.spi.LoadItem;
import io.drover.spi.LoadSink;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the modules of one batch. */
final class ModuleLoading {

    private static final List<String> NAMES = List.of("name", "description");

    private final QTestApi api;
    private final QTestSettings settings;
    private final int lanes;
    private final OriginLookup lookup;
    private final LoadSink sink;
    private final LoadOutcomes outcomes;

    ModuleLoading(QTestApi api, QTestSettings settings, int lanes, OriginLookup lookup, LoadSink sink) {
        this.api = api;
        this.settings = settings;
        this.lanes = lanes;
        this.lookup = lookup;
        this.sink = sink;
        this.outcomes = new LoadOutcomes(TargetModule.TYPE, sink);
    }

    void load(List<LoadItem> items) {
        List<Job> jobs = items.stream().map(Job::new).toList();
        EachRecord.forEach(
                jobs,
                lanes,
                api::project,
                this::write,
                (job, why) -> outcomes.failed(job.originId, why, job.creation.inDoubt()));
    }

    private void write(Job job) {
        try {
            String parentId = job.parentId();
            String targetId = job.item.targetId();
            if (targetId == null) {
                JsonNode body = ModuleJson.encode(job.module, settings);
                outcomes.created(job.originId, job.creation.create(api.createModule(parentId, body)), NAMES);
            } else {
                update(job, targetId, parentId);
            }
        } catch (Unwritable e) {
            outcomes.unwritable(job.originId, e);
        }
    }

    /** qTest moves and changes by requests of their own; a move puts the module last, so its place is said once more. */
    private void update(Job job, String targetId, @Nullable String parentId) {
        JsonNode body = ModuleJson.encode(job.module, settings);
        Reply reply = Creation.refusalUnlessOk(api.updateModule(targetId, body, sink::checkOwnership));
        if (reply.ok()
                && !Objects.equals(parentId, ModuleJson.parent(QTestListings.record(reply, targetId), settings))) {
            String to = parentId == null ? settings.rootModuleId() : parentId;
            reply = Creation.refusalUnlessOk(api.moveModule(targetId, to, body, sink::checkOwnership));
            if (reply.ok() && body.has("order")) {
                reply = Creation.refusalUnlessOk(api.updateModule(targetId, body, sink::checkOwnership));
            }
        }
        if (reply.ok()) {
            QTestListings.record(reply, targetId);
            sink.loaded(job.originId, targetId);
        } else if (reply.status() == 404 && api.module(targetId).isEmpty()) {
            outcomes.gone(job.originId, reply);
        } else {
            outcomes.refused(job.originId, reply, NAMES);
        }
    }

    /** A record on its way. */
    private final class Job {

        private final LoadItem item;
        private final String originId;
        private final TargetModule module;
        private final Creation creation;

        private Job(LoadItem item) {
            this.item = item;
            this.originId = item.record().id();
            this.module = TargetModule.of(item.record().body());
            this.creation = new Creation(
                    api.http(),
                    settings.http().patience(),
                    sink::checkOwnership,
                    () -> lookup.module(OriginLookup.text(module.parent()), module.origin()));
        }

        /** Null at the top. */
        private @Nullable String parentId() throws Unwritable {
            return module.parent() == null ? null : Long.toString(CaseJson.id(module.parent(), "parent"));
        }
    }
}
