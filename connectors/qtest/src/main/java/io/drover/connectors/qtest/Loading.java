package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.http.Parallel;
import io.drover.http.Reply;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.LoadItem;
import io.drover.spi.LoadSink;
import io.drover.spi.testing.Kinds;
import io.drover.spi.testing.TargetCase;
import io.drover.spi.testing.TargetModule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Writes the items of one batch. */
final class Loading {

    private final QTestApi api;
    private final QTestSettings settings;
    private final int lanes;
    private final LoadSink sink;
    private final OriginLookup lookup;
    private final Creator creator;
    private final Approvals approvals;

    Loading(QTestApi api, QTestSettings settings, int lanes, OriginLookup lookup, LoadSink sink) {
        this.api = api;
        this.settings = settings;
        this.lanes = lanes;
        this.lookup = lookup;
        this.sink = sink;
        this.approvals = new Approvals(api, settings, lanes);
        this.creator = new Creator(api.http(), sink::checkOwnership);
    }

    void modules(List<LoadItem> items) {
        Parallel.forEach(items, lanes, this::module);
    }

    void cases(List<LoadItem> items, QTestFields fields) {
        QTestField originField = originField(fields, settings);
        CaseJson json = new CaseJson(fields);
        List<Prepared> prepared = new ArrayList<>(items.size());
        Set<String> called = new LinkedHashSet<>();
        for (LoadItem item : items) {
            TargetCase testCase = TargetCase.of(item.record().body());
            called.addAll(CaseJson.calls(testCase));
            prepared.add(new Prepared(item, testCase));
        }
        approvals.approve(called);
        Parallel.forEach(prepared, lanes, one -> testCase(one, json, originField));
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

    private record Prepared(LoadItem item, TargetCase testCase) {}

    private void module(LoadItem item) {
        TargetModule module = TargetModule.of(item.record().body());
        String originId = item.record().id();
        String parentId = OriginLookup.text(module.parent());
        JsonNode body = Modules.encode(module);
        List<String> names = List.of("name", "description");
        if (item.targetId() == null) {
            Creator.Created created =
                    creator.create(api.createModule(parentId, body), () -> lookup.module(parentId, module.origin()));
            created(Kinds.FOLDER, originId, created, names);
            return;
        }
        Reply reply = Creator.refusalUnlessOk(api.updateModule(item.targetId(), body));
        if (reply.ok() && parentId != null && !parentId.equals(OriginLookup.text(Modules.parent(reply.json())))) {
            reply = Creator.refusalUnlessOk(api.moveModule(item.targetId(), parentId, body));
        }
        updated(Kinds.FOLDER, originId, item.targetId(), reply, names);
    }

    private void testCase(Prepared prepared, CaseJson json, QTestField originField) {
        TargetCase testCase = prepared.testCase();
        String originId = prepared.item().record().id();
        String targetId = prepared.item().targetId();
        try {
            JsonNode body = json.encode(testCase);
            if (targetId == null) {
                String parentId = OriginLookup.text(testCase.parent());
                Creator.Created created = create(testCase, originId, body, originField);
                created(Kinds.TEST_CASE, originId, created, testCase.fields().keySet());
                if (parentId == null && created instanceof Creator.Created.Made) {
                    sink.finding(Findings.noParent(Kinds.TEST_CASE, originId, settings.createdViaApi()));
                }
            } else {
                Reply reply = Creator.refusalUnlessOk(api.updateCase(targetId, body));
                updated(
                        Kinds.TEST_CASE,
                        originId,
                        targetId,
                        reply,
                        testCase.fields().keySet());
            }
        } catch (Unwritable e) {
            sink.rejected(originId, e.finding(originId));
        }
    }

    private Creator.Created create(TargetCase testCase, String originId, JsonNode body, QTestField originField) {
        String parentId = OriginLookup.text(testCase.parent());
        Supplier<List<String>> find = () -> lookup.testCase(parentId, originId, originField);
        Creator.Created created = creator.create(api.createCase(body), find);
        Set<String> calls = CaseJson.calls(testCase);
        if (created instanceof Creator.Created.Refused && !calls.isEmpty()) {
            approvals.approveAgain(
                    calls); // A project that was restored may have forgotten what this process remembers.
            return creator.create(api.createCase(body), find);
        }
        return created;
    }

    private void created(String kind, String originId, Creator.Created created, Collection<String> names) {
        switch (created) {
            case Creator.Created.Made(String id, boolean resolved) -> {
                sink.loaded(originId, id);
                if (resolved) {
                    sink.finding(Findings.resolved(kind, originId, id));
                }
            }
            case Creator.Created.Refused(Reply reply) ->
                sink.rejected(originId, Findings.refused(kind, originId, reply, names));
        }
    }

    private void updated(String kind, String originId, String targetId, Reply reply, Collection<String> names) {
        if (reply.ok()) {
            sink.loaded(originId, targetId);
        } else {
            sink.rejected(originId, Findings.refused(kind, originId, reply, names));
        }
    }
}
