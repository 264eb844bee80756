package io.drover.sandbox.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.http.IncomingRequest;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.PlayedAnswer;
import io.drover.sandbox.http.Routes;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Test cases: creating, changing, approving, reading. */
final class TestCasesApi {

    private static final int MOST = 999;

    private final State state;
    private final Faults faults;
    private final CaseInput input;
    private final CaseOutput output;

    TestCasesApi(State state, Faults faults, CaseOutput output) {
        this.state = state;
        this.faults = faults;
        this.input = new CaseInput(state);
        this.output = output;
    }

    PlayedAnswer create(IncomingRequest call) {
        RequestShape.onlyQuery(call, Set.of("agentId", "showParamIdentifier", "aiGenerated"));
        JsonNode body = CaseInput.object(call);
        long asked = body.path("parent_id").asLong(0);
        int number = state.cases.nextNumber();
        if (asked != 0 && state.modules.byId(asked) == null) {
            throw QTestErrors.badRequest("The module with parent_id " + asked + " does not exist");
        }
        CaseContent content = input.read(body, null, StoredCase.id(number));
        long now = state.now();
        long module = asked != 0 ? asked : state.modules.createdViaApi(now).id();
        StoredCase.Version version = new StoredCase.Version(state.cases.newVersionId(), 0, 1, content.pack());
        int order = RequestShape.order(body, state.cases.nextOrder(module));
        StoredCase test = new StoredCase(number, module, order, now, now, version, List.of());
        state.cases.add(test, content, state.fields);
        return PlayedAnswer.json(
                faults.switches().get(QTestSwitches.CREATED_STATUS),
                Json.bytes(out -> output.write(out, test, version, content, true, CaseOutput.Steps.of(true, call))));
    }

    PlayedAnswer update(IncomingRequest call) {
        RequestShape.onlyQuery(call, Set.of("showParamIdentifier"));
        StoredCase before = state.testCase(call.param(1));
        JsonNode body = CaseInput.object(call);
        CaseContent content = input.read(body, before.content(), before.id());
        long now = state.now();
        StoredCase changed = before.saved(state.cases.newVersionId(), content.pack(), now);
        long module = body.path("parent_id").asLong(before.moduleId());
        int order = module == before.moduleId()
                ? before.order()
                : state.cases.nextOrder(state.module(module).id());
        changed = changed.at(module, RequestShape.order(body, order), now);
        state.cases.replace(changed, content, state.fields);
        return whole(changed, call);
    }

    PlayedAnswer approve(IncomingRequest call) {
        RequestShape.onlyQuery(call, Set.of());
        StoredCase before = state.testCase(call.param(1));
        StoredCase approved =
                before.current().isApproved() ? before : before.approve(state.cases.newVersionId(), state.now());
        state.cases.approved(approved);
        return whole(approved, call);
    }

    PlayedAnswer delete(IncomingRequest call) {
        state.cases.remove(state.testCase(call.param(1)));
        return PlayedAnswer.empty(200);
    }

    PlayedAnswer one(IncomingRequest call) {
        StoredCase test = state.testCase(call.param(1));
        String versionId = call.query("versionId");
        StoredCase.Version version = versionId == null ? test.current() : version(test, versionId);
        CaseOutput.Steps steps = CaseOutput.Steps.of("teststep".equals(call.query("expand")), call);
        return PlayedAnswer.json(Json.bytes(
                out -> output.write(out, test, version, CaseContent.unpack(version.content()), true, steps)));
    }

    PlayedAnswer list(IncomingRequest call) {
        PageStyle page = PageStyle.of(call, "size", 20, MOST, state.quirks);
        boolean properties = flag(call, "expandProps", true);
        CaseOutput.Steps steps = CaseOutput.Steps.of(flag(call, "expandSteps", false), call);
        List<StoredCase> found = new ArrayList<>();
        String parent = call.query("parentId");
        long after = modifiedAfter(call.query("modifiedAfter", "all"));
        if (parent == null) {
            for (int number = 1; number <= state.cases.highest(); number++) {
                collect(found, number, after);
            }
        } else {
            for (int number : state.cases.inModule(
                    state.module(number("parentId", parent)).id())) {
                collect(found, number, after);
            }
        }
        return state.list(out -> {
            for (int i = page.from(found.size()); i < page.to(found.size()); i++) {
                output.write(out, found.get(i), properties, steps);
            }
        });
    }

    private void collect(List<StoredCase> found, int number, long after) {
        StoredCase test = state.cases.byNumber(number);
        if (test != null && test.modified() >= after) {
            found.add(test);
        }
    }

    PlayedAnswer versions(IncomingRequest call) {
        StoredCase test = state.testCase(call.param(1));
        return PlayedAnswer.json(Json.bytes(out -> {
            out.writeStartArray();
            for (StoredCase.Version version : test.versions()) {
                output.write(out, test, version, CaseContent.unpack(version.content()), true, CaseOutput.Steps.NONE);
            }
            out.writeEndArray();
        }));
    }

    PlayedAnswer version(IncomingRequest call) {
        StoredCase test = state.testCase(call.param(1));
        StoredCase.Version version = version(test, call.param(2));
        CaseOutput.Steps steps = CaseOutput.Steps.of(true, call);
        return PlayedAnswer.json(Json.bytes(
                out -> output.write(out, test, version, CaseContent.unpack(version.content()), true, steps)));
    }

    /** The whole list; version 3 of the interface does not page. */
    PlayedAnswer steps(IncomingRequest call) {
        StoredCase test = state.testCase(call.param(1));
        List<CaseContent.Step> steps = test.content().steps();
        return steps(steps, 0, steps.size(), false, call);
    }

    PlayedAnswer stepsOfVersion(IncomingRequest call) {
        StoredCase test = state.testCase(call.param(1));
        List<CaseContent.Step> steps =
                CaseContent.unpack(version(test, call.param(2)).content()).steps();
        return steps(steps, 0, steps.size(), "calledteststep".equals(call.query("expand")), call);
    }

    /** Version 4 of the interface pages by 200. */
    PlayedAnswer pagedSteps(IncomingRequest call) {
        PageStyle page = PageStyle.of(call, "size", 200, MOST, state.quirks);
        List<CaseContent.Step> steps = state.testCase(call.param(1)).content().steps();
        return steps(steps, page.from(steps.size()), page.to(steps.size()), false, call);
    }

    PlayedAnswer addStep(IncomingRequest call) {
        RequestShape.onlyQuery(call, Set.of("showParamIdentifier"));
        StoredCase before = state.testCase(call.param(1));
        CaseContent now = before.content();
        CaseContent.Step step = input.step(RequestShape.parse(call), before.id());
        List<CaseContent.Step> steps = new ArrayList<>(now.steps());
        steps.add(step);
        CaseContent content =
                new CaseContent(now.name(), now.description(), now.precondition(), now.properties(), steps);
        state.cases.replace(
                before.saved(state.cases.newVersionId(), content.pack(), state.now()), content, state.fields);
        return PlayedAnswer.json(
                Json.bytes(out -> output.step(out, step, steps.size(), false, CaseOutput.Steps.of(true, call))));
    }

    private PlayedAnswer steps(List<CaseContent.Step> steps, int from, int to, boolean nested, IncomingRequest call) {
        CaseOutput.Steps how = CaseOutput.Steps.of(true, call);
        return PlayedAnswer.json(Json.bytes(out -> {
            out.writeStartArray();
            for (int i = from; i < to; i++) {
                output.step(out, steps.get(i), i + 1, nested, how);
            }
            out.writeEndArray();
        }));
    }

    private PlayedAnswer whole(StoredCase test, IncomingRequest call) {
        return PlayedAnswer.json(Json.bytes(out -> output.write(out, test, true, CaseOutput.Steps.of(true, call))));
    }

    private static StoredCase.Version version(StoredCase test, String id) {
        StoredCase.Version version = test.version(number("versionId", id));
        if (version == null) {
            throw QTestErrors.notFound("Test case " + test.id() + " has no version " + id);
        }
        return version;
    }

    private static boolean flag(IncomingRequest call, String name, boolean otherwise) {
        return switch (call.query(name, String.valueOf(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw QTestErrors.badRequest("\"" + name + "\" should be true or false");
        };
    }

    private static long modifiedAfter(String text) {
        try {
            return text.equals("all")
                    ? Long.MIN_VALUE
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            throw QTestErrors.badRequest("\"modifiedAfter\" should be a date-time, not '" + text + "'");
        }
    }

    static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw QTestErrors.badRequest("\"" + name + "\" should be a number, not '" + text + "'");
        }
    }

    void routes(Routes routes, String project) {
        String one = project + "/test-cases/{case}";
        routes.post(project + "/test-cases", this::create)
                .get(project + "/test-cases", this::list)
                .get(one, this::one)
                .put(one, this::update)
                .delete(one, this::delete)
                .put(one + "/approve", this::approve)
                .get(one + "/versions", this::versions)
                .get(one + "/versions/{version}", this::version)
                .get(one + "/versions/{version}/test-steps", this::stepsOfVersion)
                .get(one + "/test-steps", this::steps)
                .post(one + "/test-steps", this::addStep)
                .get("/api/v4/projects/{project}/test-cases/{case}/test-steps", this::pagedSteps);
    }
}
