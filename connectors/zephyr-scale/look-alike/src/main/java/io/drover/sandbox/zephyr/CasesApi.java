package io.drover.sandbox.zephyr;

import io.drover.sandbox.http.IncomingRequest;
import io.drover.sandbox.http.PlayedAnswer;
import io.drover.sandbox.http.RefusedRequest;
import io.drover.sandbox.zephyr.Projects.Found;
import io.drover.sandbox.zephyr.ServedProject.Script;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The test cases and what hangs below one. */
final class CasesApi {

    private static final String PATH = "/testcases";

    private final Projects projects;
    private final Paging paging;
    private final ListingForms listings;

    CasesApi(Projects projects, Paging paging, ListingForms listings) {
        this.projects = projects;
        this.paging = paging;
        this.listings = listings;
    }

    PlayedAnswer list(IncomingRequest call) {
        ServedProject project = projects.ofQuery(call);
        Long folder = folder(call);
        Paging.Listing listing = listings.of(project, "testcases", PATH);
        if (folder == null) {
            return paging.offset(call, listing, new ListRows(project.size(), i -> project.caseAt(project.listedAt(i))));
        }
        List<Integer> inFolder = new ArrayList<>();
        for (int i = 0; i < project.size(); i++) {
            if (project.folderIdAt(project.listedAt(i)) == folder) {
                inFolder.add(project.listedAt(i));
            }
        }
        return paging.offset(call, listing, new ListRows(inFolder.size(), i -> project.caseAt(inFolder.get(i))));
    }

    PlayedAnswer nextgen(IncomingRequest call) {
        ServedProject project = projects.ofQuery(call);
        Paging.Listing listing = listings.of(project, "nextgen", PATH + "/nextgen");
        return paging.cursor(call, listing, page(call, project, listing));
    }

    private static Paging.CursorPage page(IncomingRequest call, ServedProject project, Paging.Listing listing) {
        ListingForm form = listing.form();
        int limit = Paging.limit(call, listing);
        Long folder = folder(call);
        long after = updatedAfter(call);
        List<byte[]> rows = new ArrayList<>(Math.min(limit, 1000));
        List<Long> seen = new ArrayList<>(Math.min(limit, 1000));
        Long next = null;
        for (int i = project.firstFrom(startAtId(call)); i < project.size() && next == null; i++) {
            if ((folder != null && project.folderIdAt(i) != folder) || project.updatedAt(i) < after) {
                continue;
            }
            if (seen.size() == limit) {
                next = project.idAt(i);
            } else if (form.endsAfter() > 0 && i >= form.endsAfter()) {
                break;
            } else {
                seen.add(project.idAt(i));
                if (!RowPlaces.hidden(form, i)) {
                    rows.add(project.caseAt(i));
                }
            }
        }
        if (next != null && form.repeatRows() > 0 && call.query("startAtId") == null) {
            next = seen.get(Math.max(0, seen.size() - form.repeatRows()));
        }
        return new Paging.CursorPage(rows, next == null && form.endless() ? (Long) startAtId(call) : next);
    }

    PlayedAnswer one(IncomingRequest call) {
        Found found = found(call);
        return PlayedAnswer.json(found.project().caseAt(found.index()));
    }

    PlayedAnswer links(IncomingRequest call) {
        Found found = found(call);
        return PlayedAnswer.json(found.project().linksAt(found.index()));
    }

    PlayedAnswer versions(IncomingRequest call) {
        Found found = found(call);
        Paging.Listing listing = listings.of(found.project(), "versions", PATH + "/" + call.param(0) + "/versions");
        return paging.offset(call, listing, found.project().versionsAt(found.index()));
    }

    PlayedAnswer version(IncomingRequest call) {
        Found found = found(call);
        return found.project()
                .versionAt(found.index(), call.param(1))
                .map(PlayedAnswer::json)
                .orElseThrow(() ->
                        ZephyrErrors.notFound("Version " + call.param(1) + " of " + call.param(0) + " was not found"));
    }

    PlayedAnswer script(IncomingRequest call) {
        Found found = found(call);
        return switch (found.project().scriptAt(found.index())) {
            case Script.Text text -> PlayedAnswer.json(text.json());
            case Script.Steps steps -> throw other(call, "step-by-step", "teststeps");
            case Script.Missing missing -> throw noScript(call);
        };
    }

    PlayedAnswer steps(IncomingRequest call) {
        Found found = found(call);
        return switch (found.project().scriptAt(found.index())) {
            case Script.Steps steps ->
                paging.offset(
                        call,
                        listings.of(found.project(), "teststeps", PATH + "/" + call.param(0) + "/teststeps"),
                        steps.rows());
            case Script.Text text -> throw other(call, text.type(), "testscript");
            case Script.Missing missing -> throw noScript(call);
        };
    }

    private static RefusedRequest other(IncomingRequest call, String type, String endpoint) {
        return new RefusedRequest(ZephyrErrors.error(
                422,
                "The test case " + call.param(0) + " has a " + type + " script, use the " + endpoint + " endpoint"));
    }

    private static RefusedRequest noScript(IncomingRequest call) {
        return ZephyrErrors.notFound("The test case " + call.param(0) + " has no script");
    }

    PlayedAnswer attachments(IncomingRequest call) {
        Found found = found(call);
        ListRows rows = found.project().attachmentsAt(found.index());
        if (rows.size() == 0) {
            throw ZephyrErrors.notFound("The test case " + call.param(0) + " has no attachment metadata");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("{\"attachments\":[".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(rows.at(i));
        }
        out.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return PlayedAnswer.json(out.toByteArray());
    }

    PlayedAnswer attachment(IncomingRequest call) {
        Found found = found(call);
        return found.project()
                .attachmentAt(found.index(), call.param(1))
                .map(bytes -> new PlayedAnswer(200, "application/octet-stream", Buffer.buffer(bytes), Map.of()))
                .orElseThrow(() -> ZephyrErrors.notFound("Attachment " + call.param(1) + " was not found"));
    }

    private Found found(IncomingRequest call) {
        return projects.caseOf(call.param(0));
    }

    private static @Nullable Long folder(IncomingRequest call) {
        String text = call.query("folderId");
        return text == null ? null : (Long) number("folderId", text);
    }

    private static long startAtId(IncomingRequest call) {
        return number("startAtId", call.query("startAtId", "0"));
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ZephyrErrors.badRequest(name + " should be a number, not '" + text + "'");
        }
    }

    private static long updatedAfter(IncomingRequest call) {
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
}
