package io.drover.sandbox.zephyr;

import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The project that a sandbox starts with. */
final class TypedProject implements ServedProject {

    private static final long NOBODY = 999_999_999;

    private final ZephyrProject project;
    private final ZephyrJson json;
    private final Faults faults;

    TypedProject(ZephyrProject project, ZephyrJson json, Faults faults) {
        this.project = project;
        this.json = json;
        this.faults = faults;
    }

    @Override
    public String key() {
        return project.key();
    }

    @Override
    public String id() {
        return String.valueOf(project.id());
    }

    @Override
    public byte[] project() {
        return json.project(!faults.switches().get(ZephyrSwitches.PROJECT_DISABLED));
    }

    @Override
    public ListRows folders(String type) {
        int rows = type.equals("TEST_CASE") ? project.folders() : 0;
        return new ListRows(rows, i -> json.folder(shown(i)));
    }

    private ZephyrFolder shown(int index) {
        ZephyrFolder folder = project.folderAt(index);
        boolean lost = faults.switches().get(ZephyrSwitches.UNKNOWN_PARENT_FOLDER) && index == project.folders() - 1;
        return lost ? new ZephyrFolder(folder.id(), NOBODY, folder.name(), folder.index()) : folder;
    }

    private record Row(long id, byte[] json) {
        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }

    private static ListRows rows(List<Row> rows) {
        return new ListRows(rows.size(), i -> rows.get(i).json());
    }

    private List<Row> priorityRows() {
        List<Lookups.Named> all = project.lookups().priorities();
        return all.stream()
                .map(p -> new Row(p.id(), json.named(p, all.indexOf(p), null)))
                .toList();
    }

    private List<Row> environmentRows() {
        List<Lookups.Named> all = project.lookups().environments();
        return all.stream()
                .map(e -> new Row(e.id(), json.named(e, all.indexOf(e), false)))
                .toList();
    }

    private List<Row> statusRows(@Nullable String type) {
        List<Lookups.Status> all = project.lookups().statuses();
        return all.stream()
                .filter(s -> type == null || s.type().equals(type))
                .map(s -> new Row(s.value().id(), json.named(s.value(), all.indexOf(s), s.archived())))
                .toList();
    }

    @Override
    public ListRows priorities() {
        return rows(priorityRows());
    }

    @Override
    public ListRows environments() {
        return rows(environmentRows());
    }

    @Override
    public ListRows statuses(@Nullable String type) {
        return rows(statusRows(type));
    }

    @Override
    public Optional<byte[]> one(String kind, long id) {
        return switch (kind) {
            case "folders" -> {
                int index = project.folderIndex(id);
                yield index < 0 ? Optional.empty() : Optional.of(json.folder(shown(index)));
            }
            case "priorities" -> one(priorityRows(), id);
            case "environments" -> one(environmentRows(), id);
            case "statuses" -> one(statusRows(null), id);
            default -> throw new IllegalArgumentException("there are no " + kind);
        };
    }

    private static Optional<byte[]> one(List<Row> rows, long id) {
        return rows.stream().filter(row -> row.id() == id).map(Row::json).findFirst();
    }

    @Override
    public Optional<byte[]> component(String id) {
        return project.lookups().components().stream()
                .filter(component -> String.valueOf(component.id()).equals(id))
                .map(component -> Json.bytes(out -> {
                    out.writeStartObject();
                    out.writeStringField("id", id);
                    out.writeStringField("name", component.name());
                    out.writeEndObject();
                }))
                .findFirst();
    }

    @Override
    public int size() {
        return project.size();
    }

    @Override
    public int indexOf(String caseKey) {
        return ProjectKeys.caseNumber(caseKey) < 0 ? -1 : project.indexOf(caseKey);
    }

    @Override
    public long idAt(int index) {
        return project.idAt(index);
    }

    @Override
    public int firstFrom(long id) {
        return project.firstFrom(id);
    }

    @Override
    public long folderIdAt(int index) {
        return project.folderIdAt(index);
    }

    @Override
    public long updatedAt(int index) {
        return project.updatedAt(index);
    }

    @Override
    public byte[] caseAt(int index) {
        return json.testCase(project.caseAt(index));
    }

    @Override
    public byte[] linksAt(int index) {
        return json.links(project.caseAt(index));
    }

    @Override
    public ListRows versionsAt(int index) {
        int count = project.versionsAt(index);
        String key = project.caseAt(index).key();
        return new ListRows(count, i -> json.version(project.idAt(index) - i, key, count - i));
    }

    @Override
    public Optional<byte[]> versionAt(int index, String number) {
        int count = project.versionsAt(index);
        for (int version = 1; version <= count; version++) {
            if (number.equals(String.valueOf(version))) {
                ZephyrCase now = project.caseAt(index);
                return Optional.of(json.testCase(version == count ? now : now.older(version, count)));
            }
        }
        return Optional.empty();
    }

    @Override
    public Script scriptAt(int index) {
        return switch (project.scriptAt(index)) {
            case ZephyrScript.Text text -> new Script.Text(text.type(), json.script(text));
            case ZephyrScript.Steps steps -> {
                List<ZephyrScript.Step> all = withCycle(index, steps.steps());
                yield new Script.Steps(new ListRows(all.size(), i -> json.step(all.get(i))));
            }
        };
    }

    /** With the switch on, the first two cases call each other. */
    private List<ZephyrScript.Step> withCycle(int index, List<ZephyrScript.Step> steps) {
        if (index > 1 || project.size() < 2 || !faults.switches().get(ZephyrSwitches.CALLED_CASE_CYCLE)) {
            return steps;
        }
        List<ZephyrScript.Step> more = new ArrayList<>(steps);
        more.add(new ZephyrScript.CallStep(
                9_000_000_000L + index, project.caseAt(1 - index).key(), List.of()));
        return more;
    }

    @Override
    public ListRows attachmentsAt(int index) {
        List<String> names = project.attachmentsAt(index);
        return new ListRows(
                names.size(),
                i -> Json.bytes(out -> {
                    out.writeStartObject();
                    out.writeNumberField("id", i + 1L);
                    out.writeStringField("name", names.get(i));
                    out.writeEndObject();
                }));
    }

    @Override
    public Optional<byte[]> attachmentAt(int index, String id) {
        List<String> names = project.attachmentsAt(index);
        for (int i = 0; i < names.size(); i++) {
            if (id.equals(String.valueOf(i + 1))) {
                String text = "attachment " + names.get(i) + " of "
                        + project.caseAt(index).key() + "\n";
                return Optional.of(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }
}
