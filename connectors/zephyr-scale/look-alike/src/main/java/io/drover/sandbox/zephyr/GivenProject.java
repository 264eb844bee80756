package io.drover.sandbox.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.faults.OddAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A project that somebody gave as JSON: its objects are answered as they were written, whatever they hold. */
final class GivenProject implements ServedProject {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final String key;
    private final byte[] project;
    private final Map<String, List<GivenRow>> lists = new HashMap<>();

    /** In ascending order of ids. */
    private volatile List<GivenCase> cases;

    /** Numbers of cases in the order in which they were given. */
    private final List<Integer> asGiven;

    private final Map<String, Integer> byKey = new HashMap<>();
    private final Map<String, ListingForm> forms;
    private final List<OddAnswer> answers;
    private final Optional<CasesChange> change;
    private final AtomicInteger listed = new AtomicInteger();

    /**
     * @param json {@code key}, {@code project}, {@code folders}, {@code priorities}, {@code statuses}, {@code environments},
     *     {@code components}, {@code testcases}; see the README
     * @throws IllegalArgumentException when it is no project
     */
    GivenProject(byte[] json) {
        try {
            Map<String, byte[]> parts = RawJson.object(json);
            this.project = part(parts, "project");
            this.key = parts.containsKey("key")
                    ? RawJson.tree(part(parts, "key")).asText()
                    : RawJson.tree(project).path("key").asText();
            for (String kind : List.of("folders", "priorities", "statuses", "environments", "components")) {
                List<GivenRow> rows = new ArrayList<>();
                for (byte[] row : parts.containsKey(kind) ? RawJson.array(part(parts, kind)) : List.<byte[]>of()) {
                    rows.add(GivenRow.of(row));
                }
                lists.put(kind, rows);
            }
            List<GivenCase> given = new ArrayList<>();
            for (byte[] entry : RawJson.array(part(parts, "testcases"))) {
                given.add(GivenCase.of(entry));
            }
            List<Integer> order = IntStream.range(0, given.size())
                    .boxed()
                    .sorted(Comparator.comparingLong(i -> given.get(i).id()))
                    .toList();
            this.cases = order.stream().map(given::get).toList();
            Integer[] places = new Integer[given.size()];
            for (int i = 0; i < order.size(); i++) {
                places[order.get(i)] = i;
            }
            this.asGiven = List.of(places);
            asGiven.forEach(i -> byKey.put(cases.get(i).key(), i));
            JsonNode quirks = RawJson.tree(parts.getOrDefault("quirks", NOTHING));
            this.forms = GivenQuirks.forms(quirks);
            this.answers = GivenQuirks.answers(key, quirks);
            this.change = GivenQuirks.change(quirks);
        } catch (IOException e) {
            throw new IllegalArgumentException("this is no project: " + e.getMessage(), e);
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException("the project has no key");
        }
    }

    private static byte[] part(Map<String, byte[]> parts, String name) throws IOException {
        byte[] part = parts.get(name);
        if (part == null) {
            throw new IOException("it has no " + name);
        }
        return part;
    }

    /**
     * An object of a small list.
     *
     * @param json without words that begin with an underscore, which are for the sandbox
     */
    private record GivenRow(String id, JsonNode tree, byte[] json) {

        private static GivenRow of(byte[] row) throws IOException {
            JsonNode tree = RawJson.tree(row);
            boolean ours = tree.properties().stream().anyMatch(p -> p.getKey().startsWith("_"));
            if (!ours) {
                return new GivenRow(tree.path("id").asText(), tree, row);
            }
            ObjectNode shown = ((ObjectNode) tree).deepCopy();
            shown.remove(tree.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(name -> name.startsWith("_"))
                    .toList());
            return new GivenRow(tree.path("id").asText(), tree, shown.toString().getBytes(StandardCharsets.UTF_8));
        }

        private boolean has(String name, @Nullable String value) {
            JsonNode mine = tree.path(name);
            return value == null || mine.isMissingNode() || mine.asText().equals(value);
        }

        @Override
        public String toString() {
            return "GivenRow[" + id + "]";
        }
    }

    private List<GivenRow> list(String kind) {
        // The count passes this number once, so the cases change once.
        if (change.isPresent()
                && change.get().on().equals(kind)
                && listed.incrementAndGet() == change.get().after() + 1) {
            cases = cases.stream().map(one -> one.with(change.get().set())).toList();
        }
        return lists.getOrDefault(kind, List.of());
    }

    private static ListRows rows(List<GivenRow> rows) {
        return new ListRows(rows.size(), i -> rows.get(i).json());
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String id() {
        try {
            return RawJson.tree(project).path("id").asText();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public byte[] project() {
        return project;
    }

    @Override
    public Map<String, ListingForm> forms() {
        return forms;
    }

    @Override
    public List<OddAnswer> answers() {
        return answers;
    }

    @Override
    public ListRows folders(String type) {
        return rows(list("folders").stream()
                .filter(row -> row.has("folderType", type))
                .toList());
    }

    @Override
    public ListRows statuses(@Nullable String type) {
        return rows(
                list("statuses").stream().filter(row -> row.has("_type", type)).toList());
    }

    @Override
    public ListRows priorities() {
        return rows(list("priorities"));
    }

    @Override
    public ListRows environments() {
        return rows(list("environments"));
    }

    @Override
    public Optional<byte[]> one(String kind, long id) {
        return list(kind).stream()
                .filter(row -> row.id().equals(String.valueOf(id)))
                .map(GivenRow::json)
                .findFirst();
    }

    @Override
    public Optional<byte[]> component(String id) {
        return list("components").stream()
                .filter(row -> row.id().equals(id))
                .map(GivenRow::json)
                .findFirst();
    }

    @Override
    public int size() {
        return cases.size();
    }

    @Override
    public int indexOf(String caseKey) {
        return byKey.getOrDefault(caseKey, -1);
    }

    @Override
    public int listedAt(int place) {
        return asGiven.get(place);
    }

    @Override
    public long idAt(int index) {
        return cases.get(index).id();
    }

    @Override
    public long folderIdAt(int index) {
        return cases.get(index).listedTree().path("folder").path("id").asLong();
    }

    @Override
    public long updatedAt(int index) {
        String text = cases.get(index).listedTree().path("createdOn").asText();
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            return 0;
        }
    }

    @Override
    public byte[] caseAt(int index) {
        return cases.get(index).listed();
    }

    @Override
    public byte[] linksAt(int index) {
        return cases.get(index).links().orElse(NOTHING);
    }

    @Override
    public ListRows versionsAt(int index) {
        return ListRows.of(cases.get(index).versions());
    }

    @Override
    public Optional<byte[]> versionAt(int index, String number) {
        GivenCase one = cases.get(index);
        boolean newest = number.equals(String.valueOf(one.versions().size()));
        return newest
                ? Optional.of(one.listed())
                : Optional.ofNullable(one.older().get(number));
    }

    @Override
    public Script scriptAt(int index) {
        return cases.get(index).script();
    }

    @Override
    public ListRows attachmentsAt(int index) {
        return ListRows.of(cases.get(index).attachments());
    }

    @Override
    public Optional<byte[]> attachmentAt(int index, String id) {
        return cases.get(index).attachment(id);
    }
}
