package io.drover.sandbox.zephyr;

import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.http.Answer;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.Refusal;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The test cases and what hangs below one. */
final class CasesApi {

    private final ZephyrProject project;
    private final ZephyrJson json;
    private final Paging paging;
    private final Faults faults;

    CasesApi(ZephyrProject project, ZephyrJson json, Paging paging, Faults faults) {
        this.project = project;
        this.json = json;
        this.paging = paging;
        this.faults = faults;
    }

    Answer list(Call call) {
        Long folder = folder(call);
        if (folder == null) {
            return paging.offset(call, "/testcases", cap(), project.size(), this::caseJson);
        }
        List<Integer> inFolder = new ArrayList<>();
        for (int i = 0; i < project.size(); i++) {
            if (project.folderIdAt(i) == folder) {
                inFolder.add(i);
            }
        }
        return paging.offset(call, "/testcases", cap(), inFolder.size(), i -> caseJson(inFolder.get(i)));
    }

    Answer nextgen(Call call) {
        int limit = Paging.limit(call, cap());
        Long folder = folder(call);
        long after = updatedAfter(call);
        List<byte[]> rows = new ArrayList<>(limit);
        Long next = null;
        for (int i = project.firstFrom(startAtId(call)); i < project.size() && next == null; i++) {
            if ((folder != null && project.folderIdAt(i) != folder) || project.updatedAt(i) < after) {
                continue;
            }
            if (rows.size() == limit) {
                next = project.idAt(i);
            } else {
                rows.add(caseJson(i));
            }
        }
        return paging.cursor(call, "/testcases/nextgen", limit, rows, next);
    }

    Answer one(Call call) {
        return Answer.json(caseJson(index(call)));
    }

    Answer links(Call call) {
        return Answer.json(json.links(project.caseAt(index(call))));
    }

    Answer versions(Call call) {
        int index = index(call);
        int count = project.versionsAt(index);
        return paging.offset(
                call,
                "/testcases/" + call.param(0) + "/versions",
                cap(),
                count,
                i -> json.version(project.idAt(index) - i, call.param(0), count - i));
    }

    Answer version(Call call) {
        int index = index(call);
        int count = project.versionsAt(index);
        for (int version = 1; version <= count; version++) {
            if (call.param(1).equals(String.valueOf(version))) {
                return version == count ? Answer.json(caseJson(index)) : Answer.json(older(index, version, count));
            }
        }
        throw ZephyrErrors.notFound("Version " + call.param(1) + " of " + call.param(0) + " was not found");
    }

    private byte[] older(int index, int version, int current) {
        ZephyrCase now = project.caseAt(index);
        return json.testCase(new ZephyrCase(
                now.id() - (current - version),
                now.key(),
                now.name() + " (v" + version + ")",
                now.createdOn(),
                now.objective(),
                now.precondition(),
                now.estimatedTime(),
                now.labels(),
                now.componentId(),
                now.priorityId(),
                now.statusId(),
                now.folderId(),
                now.owner(),
                now.textScript(),
                now.customFields(),
                now.issueId()));
    }

    Answer script(Call call) {
        return switch (project.scriptAt(index(call))) {
            case ZephyrScript.Text text -> Answer.json(json.script(text));
            case ZephyrScript.Steps steps ->
                throw new Refusal(ZephyrErrors.error(
                        422,
                        "The test case " + call.param(0) + " has a step-by-step script, use the teststeps endpoint"));
        };
    }

    Answer steps(Call call) {
        int index = index(call);
        return switch (project.scriptAt(index)) {
            case ZephyrScript.Steps script -> {
                List<ZephyrScript.Step> steps = withCycle(index, script.steps());
                yield paging.offset(
                        call,
                        "/testcases/" + call.param(0) + "/teststeps",
                        cap(),
                        steps.size(),
                        i -> json.step(steps.get(i)));
            }
            case ZephyrScript.Text text ->
                throw new Refusal(ZephyrErrors.error(
                        422,
                        "The test case " + call.param(0) + " has a " + text.type()
                                + " script, use the testscript endpoint"));
        };
    }

    /** With the switch on, the first two cases call each other. */
    private List<ZephyrScript.Step> withCycle(int index, List<ZephyrScript.Step> steps) {
        if (index > 1 || project.size() < 2 || !faults.switches().calledCaseCycle()) {
            return steps;
        }
        List<ZephyrScript.Step> more = new ArrayList<>(steps);
        more.add(new ZephyrScript.CallStep(
                9_000_000_000L + index, project.caseAt(1 - index).key(), List.of()));
        return more;
    }

    Answer attachments(Call call) {
        List<String> names = project.attachmentsAt(index(call));
        if (names.isEmpty()) {
            throw ZephyrErrors.notFound("The test case " + call.param(0) + " has no attachment metadata");
        }
        return Answer.json(Json.bytes(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("attachments");
            for (int i = 0; i < names.size(); i++) {
                out.writeStartObject();
                out.writeNumberField("id", i + 1L);
                out.writeStringField("name", names.get(i));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    Answer attachment(Call call) {
        List<String> names = project.attachmentsAt(index(call));
        for (int i = 0; i < names.size(); i++) {
            if (call.param(1).equals(String.valueOf(i + 1))) {
                Buffer bytes = Buffer.buffer("attachment " + names.get(i) + " of " + call.param(0) + "\n");
                return new Answer(200, "application/octet-stream", bytes, Map.of());
            }
        }
        throw ZephyrErrors.notFound("Attachment " + call.param(1) + " was not found");
    }

    private byte[] caseJson(int index) {
        return json.testCase(project.caseAt(index));
    }

    private int index(Call call) {
        String key = call.param(0);
        if (ProjectKeys.caseNumber(key) < 0) {
            throw ZephyrErrors.badRequest("testCaseKey should match .+-T[0-9]+, not '" + key + "'");
        }
        int index = project.indexOf(key);
        if (index < 0) {
            throw ZephyrErrors.notFound("Test case " + key + " was not found");
        }
        return index;
    }

    private static @Nullable Long folder(Call call) {
        String text = call.query("folderId");
        return text == null ? null : number("folderId", text);
    }

    private static long startAtId(Call call) {
        return number("startAtId", call.query("startAtId", "0"));
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ZephyrErrors.badRequest(name + " should be a number, not '" + text + "'");
        }
    }

    private static long updatedAfter(Call call) {
        String text = call.query("updatedAfter");
        if (text == null) {
            return Long.MIN_VALUE;
        }
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw ZephyrErrors.badRequest("updatedAfter should be like 2026-01-31T10:00:00Z, not '" + text + "'");
        }
    }

    private int cap() {
        return faults.switches().zephyrPageCap();
    }
}
