package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.zephyr.model.Folder;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.http.Credentials;
import io.drover.http.EachRecord;
import io.drover.http.HttpConnection;
import io.drover.http.ListedPage;
import io.drover.http.Listing;
import io.drover.http.PageSize;
import io.drover.spi.Address;
import io.drover.spi.BatchSpec;
import io.drover.spi.Check;
import io.drover.spi.Connection;
import io.drover.spi.ConnectorException;
import io.drover.spi.EntityType;
import io.drover.spi.FailureType;
import io.drover.spi.RecordSink;
import io.drover.spi.Source;
import io.drover.spi.Survey;
import io.drover.spi.SurveySink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads folders and test cases of one project. */
final class ZephyrSource implements Source {

    private static final ObjectNode NO_REMARKS = JsonNodeFactory.instance.objectNode();

    /** Wrong addresses show as these although nobody typed a wrong value into the system. */
    private static final Set<String> MENDABLE = Set.of("HOST_UNREACHABLE", "NOT_JSON", "UNEXPECTED_SHAPE");

    private final ZephyrScaleSettings settings;
    private final Connection connection;
    private final String token;
    private final ZephyrApi api;
    private @Nullable IdNames names;

    ZephyrSource(Connection connection) {
        this.connection = connection;
        this.settings = ZephyrScaleSettings.DECLARED.read("Zephyr Scale", connection.settings());
        this.token = connection.secrets().value(ZephyrScaleSettings.TOKEN);
        this.api = new ZephyrApi(
                new HttpConnection(
                        "Zephyr Scale", settings.baseUrl(), Credentials.bearer(token), settings.http(), connection),
                settings.projectKey());
    }

    @Override
    public Check check() {
        ZephyrApi patient = api.quick();
        try {
            patient.healthcheck();
            JsonNode project = patient.projectFacts();
            if (!project.path("enabled").asBoolean(true)) {
                return Check.failed(
                        "PROJECT_NOT_ENABLED",
                        "Zephyr Scale is switched off in the project " + settings.projectKey()
                                + ". Enable it in the project's settings in Jira.");
            }
            ListedPage folders = patient.folders(0, 1);
            return Check.passed(
                    List.of(
                            "Zephyr Scale Cloud v2 at " + settings.baseUrl(),
                            "project " + project.path("key").asText(settings.projectKey()) + " (id "
                                    + project.path("id").asText() + "), enabled",
                            folders.values().isEmpty()
                                    ? "no folders of test cases"
                                    : "folders of test cases are readable"),
                    identity(project.path("id").asText(settings.projectKey())));
        } catch (ConnectorException e) {
            if (e.type() == FailureType.USER || MENDABLE.contains(e.code())) {
                return Check.failed(e.code(), String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** The id of a project is one of its site; a site has many addresses of the API, and an address of the API many sites. */
    private String identity(String project) {
        String site = Site.of(token).orElseGet(() -> Address.normal(settings.baseUrl()));
        String whole = site + " project " + project;
        return whole.length() <= Check.LONGEST_IDENTITY
                ? whole
                : whole.substring(whole.length() - Check.LONGEST_IDENTITY);
    }

    @Override
    public Survey plan(List<String> entityTypes, int batchSize, SurveySink sink) {
        Surveyor surveyor = new Surveyor(names());
        Map<String, Long> counts = new HashMap<>();
        for (String entityType : entityTypes) {
            counts.put(
                    entityType,
                    switch (entityType) {
                        case Folder.TYPE ->
                            planner(entityType, NO_REMARKS, batchSize, surveyor::folder, sink)
                                    .byOffset(api::folders, "GET /folders");
                        case TestCase.TYPE -> planCases(batchSize, surveyor, sink);
                        default -> throw EntityType.unknown(ZephyrScaleConnector.TITLE, entityType);
                    });
        }
        return new Survey(counts, surveyor.fields());
    }

    private long planCases(int batchSize, Surveyor surveyor, SurveySink sink) {
        boolean cursors = cursors();
        Optional<String> first = oneCase(cursors).values().stream()
                .flatMap(entry -> ListedEntry.originId(TestCase.TYPE, entry).stream())
                .findFirst();
        ObjectNode remarks = Extra.probe(api, settings.lookFor(), first, sink::finding);
        ListingPlanner planner = planner(TestCase.TYPE, remarks, batchSize, surveyor::testCase, sink);
        return cursors ? planner.byId(api) : planner.byOffset(api::cases, "GET /testcases");
    }

    private ListingPlanner planner(
            String entityType, ObjectNode remarks, int batchSize, Consumer<JsonNode> survey, SurveySink sink) {
        return new ListingPlanner(entityType, pageSize(entityType), batchSize, remarks, survey, sink);
    }

    @Override
    public Optional<BatchSpec> read(BatchSpec spec, RecordSink sink) {
        Slice slice = Slice.of(spec.cursor());
        Consumer<List<Listing.Row>> records =
                switch (spec.entityType()) {
                    case Folder.TYPE -> new FolderReader(sink)::read;
                    case TestCase.TYPE -> cases(slice, Extra.in(spec.cursor(), settings.lookFor()), sink);
                    default -> throw EntityType.unknown(ZephyrScaleConnector.TITLE, spec.entityType());
                };
        return new SliceReader(spec.entityType(), s -> rows(s, spec.entityType()), records, sink::finding)
                .read(slice)
                .map(rest -> {
                    ObjectNode cursor = rest.toCursor();
                    cursor.setAll(Extra.remarks(spec.cursor()));
                    return new BatchSpec(spec.entityType(), cursor, 0);
                });
    }

    @Override
    public void close() {
        api.http().close();
        if (names != null) {
            names.close();
        }
    }

    /**
     * Reads some cases at a time. Whether the system is well shows in a page of the listing that they come from: the health
     * check also answers for a project that is closed to this user.
     */
    private Consumer<List<Listing.Row>> cases(Slice slice, Set<Extra> lookFor, RecordSink sink) {
        boolean cursors = slice instanceof Slice.ById;
        CaseReader reader =
                new CaseReader(names(), new ScriptReader(api, settings.pageSize()), new NotMoved(api, lookFor), sink);
        return rows ->
                EachRecord.forEach(rows, api.http().lanes(), () -> oneCase(cursors), reader::read, reader::reject);
    }

    private ListedPage oneCase(boolean byCursor) {
        return byCursor ? api.casesFrom(0, 1) : api.cases(0, 1);
    }

    private SliceRows rows(Slice slice, String entityType) {
        return switch (slice) {
            case Slice.ById byId -> new SliceRows.ById(byId, api.casesByCursor(byId.after(), pageSize(entityType)));
            case Slice.ByOffset byOffset ->
                new SliceRows.ByOffset(
                        byOffset,
                        Listing.byOffset(
                                fetch(entityType), SliceReader.IDENTITY, byOffset.startAt(), pageSize(entityType)));
        };
    }

    private PageSize pageSize(String entityType) {
        return entityType.equals(TestCase.TYPE) ? names().casesPage() : new PageSize(settings.pageSize());
    }

    private Listing.Fetch fetch(String entityType) {
        return switch (entityType) {
            case Folder.TYPE -> api::folders;
            case TestCase.TYPE -> api::cases;
            default -> throw EntityType.unknown(ZephyrScaleConnector.TITLE, entityType);
        };
    }

    private boolean cursors() {
        return switch (settings.listing()) {
            case AUTO -> api.hasCursorListing();
            case CURSOR -> true;
            case OFFSET -> false;
        };
    }

    private IdNames names() {
        IdNames known = names;
        if (known == null) {
            known = new IdNames(NameLists.of(api, settings, token), api, Components.of(settings, connection));
            names = known;
        }
        return known;
    }
}
