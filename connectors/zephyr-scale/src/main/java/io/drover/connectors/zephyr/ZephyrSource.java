package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.http.Credentials;
import io.drover.http.HttpConnection;
import io.drover.http.Parallel;
import io.drover.spi.BatchSpec;
import io.drover.spi.Check;
import io.drover.spi.Connection;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import io.drover.spi.Source;
import io.drover.spi.Survey;
import io.drover.spi.SurveySink;
import io.drover.spi.testing.Folder;
import io.drover.spi.testing.Kinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads folders and test cases of one project. */
final class ZephyrSource implements Source {

    /** A person waits for the answer of a check. */
    private static final Duration CHECK_PATIENCE = Duration.ofSeconds(5);

    /** Wrong addresses show as these although nobody typed a wrong value into the system. */
    private static final Set<String> MENDABLE = Set.of("HOST_UNREACHABLE", "NOT_JSON", "UNEXPECTED_SHAPE");

    private final ZephyrScaleSettings settings;
    private final Connection connection;
    private final String token;
    private final ZephyrApi api;
    private @Nullable Names names;

    ZephyrSource(Connection connection) {
        this.connection = connection;
        this.settings = ZephyrScaleSettings.of(connection.settings());
        this.token = connection.secrets().value(ZephyrScaleConnector.TOKEN);
        this.api = new ZephyrApi(
                new HttpConnection(
                        "Zephyr Scale",
                        settings.baseUrl(),
                        Credentials.bearer(token),
                        settings.http(),
                        connection.concurrency(),
                        connection.meter()),
                settings.projectKey());
    }

    @Override
    public Check check() {
        ZephyrApi patient = api.with(api.http().withPatience(CHECK_PATIENCE));
        try {
            patient.healthcheck();
            JsonNode project = patient.project();
            if (!project.path("enabled").asBoolean(true)) {
                return Check.failed(
                        "PROJECT_NOT_ENABLED",
                        "Zephyr Scale is switched off in the project " + settings.projectKey()
                                + ". Enable it in the project's settings in Jira.");
            }
            OffsetPage folders = patient.folders(0, 1);
            return Check.passed(List.of(
                    "Zephyr Scale Cloud v2 at " + settings.baseUrl(),
                    "project " + project.path("key").asText(settings.projectKey()) + " (id "
                            + project.path("id").asText() + "), enabled",
                    folders.values().isEmpty() ? "no folders of test cases" : "folders of test cases are readable"));
        } catch (ConnectorException e) {
            if (e.type() == FailureType.USER || MENDABLE.contains(e.code())) {
                return Check.failed(e.code(), String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    @Override
    public Survey plan(List<String> kinds, int batchSize, SurveySink sink) {
        Planner planner = new Planner(api, settings.pageSize(), batchSize, sink);
        Surveyor surveyor = new Surveyor(names());
        Map<String, Long> counts = new HashMap<>();
        for (String kind : kinds) {
            counts.put(
                    kind,
                    switch (kind) {
                        case Kinds.FOLDER -> planner.byOffset(kind, api::folders, surveyor::folder);
                        case Kinds.TEST_CASE ->
                            cursors()
                                    ? planner.byId(kind, surveyor::testCase)
                                    : planner.byOffset(kind, api::cases, surveyor::testCase);
                        default -> throw unknown(kind);
                    });
        }
        return new Survey(counts, surveyor.fields());
    }

    @Override
    public Optional<BatchSpec> read(BatchSpec spec, RecordSink sink) {
        SliceReader reader = new SliceReader(api, settings.pageSize());
        SliceReader.Gathered gathered =
                switch (Slice.of(spec.cursor())) {
                    case Slice.ById slice -> reader.byId(slice);
                    case Slice.ByOffset slice -> reader.byOffset(slice, fetch(spec.kind()));
                };
        switch (spec.kind()) {
            case Kinds.FOLDER -> gathered.records().forEach(folder -> sink.record(folder(folder)));
            case Kinds.TEST_CASE -> readCases(gathered.records(), sink);
            default -> throw unknown(spec.kind());
        }
        return gathered.rest().map(rest -> new BatchSpec(spec.kind(), rest.toCursor(), 0));
    }

    @Override
    public void close() {
        api.http().close();
        if (names != null) {
            names.close();
        }
    }

    private void readCases(List<JsonNode> listed, RecordSink sink) {
        if (!listed.isEmpty()) {
            CaseReader cases = new CaseReader(names(), new ScriptReader(api, settings.pageSize(), sink::finding), sink);
            Parallel.forEach(new ArrayList<>(listed), api.http().lanes(), cases::read);
        }
    }

    private OffsetPage.Fetch fetch(String kind) {
        return switch (kind) {
            case Kinds.FOLDER -> api::folders;
            case Kinds.TEST_CASE -> api::cases;
            default -> throw unknown(kind);
        };
    }

    private boolean cursors() {
        return switch (settings.listing()) {
            case AUTO -> api.hasCursorListing();
            case CURSOR -> true;
            case OFFSET -> false;
        };
    }

    private Names names() {
        Names known = names;
        if (known == null) {
            known = new Names(NameLists.of(api, settings, token), api, Components.of(settings, connection));
            names = known;
        }
        return known;
    }

    private static Record folder(JsonNode folder) {
        JsonNode parent = folder.path("parentId");
        Folder body = new Folder(
                folder.path("name").asText(""),
                parent.isNull() || parent.isMissingNode() ? null : parent.asText(),
                folder.path("index").asInt());
        return new Record(Kinds.FOLDER, folder.path("id").asText(), body.toNode());
    }

    private static ConnectorException unknown(String kind) {
        return new ConnectorException(
                "KIND_UNKNOWN",
                FailureType.INTERNAL,
                "The Zephyr Scale connector reads no records of kind " + kind + ".");
    }
}
