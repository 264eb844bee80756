package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.http.EachRecord;
import io.drover.http.Reply;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.LoadItem;
import io.drover.spi.LoadSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the test cases of one batch. */
final class CaseLoading {

    private final QTestApi api;
    private final QTestSettings settings;
    private final int lanes;
    private final OriginLookup lookup;
    private final CreatedViaApi createdViaApi;
    private final QTestField originField;
    private final CaseJson json;
    private final LoadSink sink;
    private final LoadOutcomes outcomes;
    private final Approvals approvals;

    /** Folders are there before the cases. */
    private final long began = System.nanoTime();

    CaseLoading(
            QTestApi api,
            QTestSettings settings,
            int lanes,
            OriginLookup lookup,
            CreatedViaApi createdViaApi,
            QTestFields fields,
            LoadSink sink) {
        this.api = api;
        this.settings = settings;
        this.lanes = lanes;
        this.lookup = lookup;
        this.createdViaApi = createdViaApi;
        this.originField = originField(fields, settings);
        this.json = new CaseJson(fields, settings);
        this.sink = sink;
        this.outcomes = new LoadOutcomes(TargetCase.TYPE, sink);
        this.approvals = new Approvals(api, settings, lanes, sink::checkOwnership);
    }

    /** @throws ConnectorException when there is no field to find records again by */
    static QTestField originField(QTestFields fields, QTestSettings settings) {
        return fields.find(settings.originField())
                .filter(QTestField::active)
                .orElseThrow(() -> new ConnectorException(
                        "ORIGIN_FIELD_MISSING",
                        FailureType.USER,
                        "The qTest project has no active field \"" + settings.originField()
                                + "\" of test cases. Let the step \"prepare\" create it, or create a text field of that"
                                + " name; without it a lost answer would make duplicates."));
    }

    void load(List<LoadItem> items) {
        List<Job> jobs = new ArrayList<>(items.size());
        Set<String> called = new LinkedHashSet<>();
        for (LoadItem item : items) {
            Job job = new Job(item);
            called.addAll(job.calls);
            jobs.add(job);
        }
        approvals.approve(called);
        EachRecord.forEach(
                jobs,
                lanes,
                api::project,
                this::write,
                (job, why) -> outcomes.failed(job.originId, why, job.creation.inDoubt()));
    }

    private void write(Job job) {
        String targetId = job.item.targetId();
        try {
            CaseJson.Encoded encoded = json.encode(job.testCase, targetId != null);
            if (targetId == null) {
                create(job, encoded.body());
            } else {
                update(job, targetId, encoded);
            }
        } catch (Unwritable e) {
            outcomes.unwritable(job.originId, e);
        }
    }

    private void create(Job job, ObjectNode given) {
        ObjectNode body = job.testCase.parent() != null
                ? given
                : createdViaApi
                        .ownWhereTaken(began, sink::checkOwnership)
                        .map(own -> in(own, given))
                        .orElse(given);
        Creation.Created created = job.creation.create(api.createCase(body));
        if (created instanceof Creation.Created.Refused && !job.calls.isEmpty()) {
            // A project that was restored may have forgotten what this process remembers.
            approvals.approveAgain(job.calls);
            created = job.creation.create(api.createCase(body));
        }
        if (created instanceof Creation.Created.Made made) {
            json.given(made.answer(), body)
                    .forEach((label, value) -> sink.given(job.originId, "fields." + label, value));
        }
        outcomes.created(job.originId, created, job.testCase.fields().keySet());
        if (job.testCase.parent() == null && created instanceof Creation.Created.Made) {
            sink.finding(QTestFindings.noParent(TargetCase.TYPE, job.originId, settings.createdViaApi()));
        }
        if (created instanceof Creation.Created.Made) {
            tellParameters(job, body);
        }
    }

    private void update(Job job, String targetId, CaseJson.Encoded encoded) {
        Map<String, QTestField> uncleared =
                new LinkedHashMap<>(encoded.properties().uncleared());
        ObjectNode body = encoded.body();
        Reply reply = put(job, targetId, body);
        if (!reply.ok() && reply.status() != 404 && !job.calls.isEmpty()) {
            approvals.approveAgain(job.calls);
            reply = put(job, targetId, body);
        }
        if (reply.status() == 400 && !encoded.properties().clears().isEmpty()) {
            Reply without = put(job, targetId, encoded.withoutClears());
            if (without.ok()) {
                reply = without;
                uncleared.putAll(encoded.properties().clears());
            }
        }
        if (reply.ok()) {
            JsonNode answer = QTestListings.record(reply, targetId);
            if (!uncleared.isEmpty() && !answer.path("properties").isArray()) {
                answer = api.testCase(targetId).orElse(answer);
            }
            tellUncleared(job, uncleared, answer);
            sink.loaded(job.originId, targetId);
            tellParameters(job, body);
        } else if (reply.status() == 404 && api.testCase(targetId).isEmpty()) {
            outcomes.gone(job.originId, reply);
        } else {
            outcomes.refused(job.originId, reply, job.testCase.fields().keySet());
        }
    }

    /** A case without a parent belongs to the module that qTest would have put it into. */
    private Reply put(Job job, String targetId, ObjectNode body) {
        if (job.testCase.parent() != null) {
            return Creation.refusalUnlessOk(api.updateCase(targetId, body, sink::checkOwnership));
        }
        String module = createdViaApi.findOrCreate(sink::checkOwnership);
        Reply reply = Creation.refusalUnlessOk(api.updateCase(targetId, in(module, body), sink::checkOwnership));
        if (reply.status() == 404 || reply.status() == 400) {
            createdViaApi.forget(); // Perhaps somebody deleted it meanwhile.
            String other = createdViaApi.findOrCreate(sink::checkOwnership);
            return other.equals(module)
                    ? reply
                    : Creation.refusalUnlessOk(api.updateCase(targetId, in(other, body), sink::checkOwnership));
        }
        return reply;
    }

    private static ObjectNode in(String moduleId, ObjectNode body) {
        return body.deepCopy().put("parent_id", Long.parseLong(moduleId));
    }

    private void tellUncleared(Job job, Map<String, QTestField> uncleared, JsonNode answer) {
        Map<String, JsonNode> values = json.fields(answer);
        uncleared.forEach((label, field) -> {
            JsonNode stays = values.get(field.label());
            if (stays != null) {
                sink.finding(QTestFindings.notCleared(TargetCase.TYPE, job.originId, label, stays));
            }
        });
    }

    private void tellParameters(Job job, JsonNode body) {
        if (settings.steps() == StepTexts.KEEP && CaseJson.hasParameters(body)) {
            sink.finding(QTestFindings.parameter(TargetCase.TYPE, job.originId));
        }
    }

    /** A record on its way. */
    private final class Job {

        private final LoadItem item;
        private final String originId;
        private final TargetCase testCase;
        private final Set<String> calls;
        private final Creation creation;

        private Job(LoadItem item) {
            this.item = item;
            this.originId = item.record().id();
            this.testCase = TargetCase.of(item.record().body());
            this.calls = CaseJson.calls(testCase);
            this.creation = new Creation(
                    api.http(),
                    settings.http().patience(),
                    sink::checkOwnership,
                    () -> lookup.testCase(OriginLookup.text(testCase.parent()), originId, originField));
        }
    }
}
