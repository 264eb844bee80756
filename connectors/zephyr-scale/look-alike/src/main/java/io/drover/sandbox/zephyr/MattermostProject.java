package io.drover.sandbox.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.http.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The public Mattermost project, key MM: ids, keys, dates and texts are the real ones (see PROVENANCE.md beside the
 * data). A case's texts are rendered when it is first asked for, and kept.
 */
final class MattermostProject implements ZephyrProject {

    private static final long PROJECT_ID = 10302;
    private static final String DATA = "/io/drover/sandbox/mattermost/";

    private final List<JsonNode> sources;
    private final List<ZephyrFolder> folders;
    private final Map<String, Integer> byKey = new HashMap<>();
    private final Map<Long, Integer> folderById = new HashMap<>();
    private final long[] ids;
    private final AtomicReferenceArray<@Nullable MattermostCase> rendered;
    private final Lookups lookups;
    private final Set<String> fieldNames = new LinkedHashSet<>();

    private MattermostProject(List<JsonNode> sources, List<ZephyrFolder> folders, Lookups lookups) {
        this.sources = sources;
        this.folders = folders;
        this.lookups = lookups;
        this.ids = new long[sources.size()];
        this.rendered = new AtomicReferenceArray<>(sources.size());
        for (int i = 0; i < ids.length; i++) {
            ids[i] = MattermostCase.id(sources.get(i));
            byKey.put(sources.get(i).path("id").textValue(), i);
            sources.get(i).path("customFields").fieldNames().forEachRemaining(fieldNames::add);
        }
        for (int i = 0; i < folders.size(); i++) {
            folderById.put(folders.get(i).id(), i);
        }
    }

    static MattermostProject read() {
        List<JsonNode> cases = lines("testcases.jsonl.gz");
        cases.sort(Comparator.comparingLong(MattermostCase::id));
        List<ZephyrFolder> folders = lines("folders.jsonl.gz").stream()
                .map(f -> new ZephyrFolder(
                        Long.parseLong(f.path("id").asText()),
                        Long.parseLong(f.path("parentId").asText("0")),
                        f.path("name").asText(),
                        f.path("index").asInt()))
                .toList();
        return new MattermostProject(cases, folders, MattermostCase.lookups(MattermostProject::config));
    }

    private static JsonNode config(String name) {
        try (InputStream in = open(name)) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the packaged file " + name + " cannot be read", e);
        }
    }

    private static List<JsonNode> lines(String name) {
        List<JsonNode> all = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(open(name), 1 << 16), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                all.add(Json.MAPPER.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the packaged file " + name + " cannot be read", e);
        }
        return all;
    }

    private static InputStream open(String name) {
        InputStream in = MattermostProject.class.getResourceAsStream(DATA + name);
        if (in == null) {
            throw new IllegalStateException("the packaged file " + DATA + name + " is missing");
        }
        return in;
    }

    @Override
    public String key() {
        return "MM";
    }

    @Override
    public long id() {
        return PROJECT_ID;
    }

    @Override
    public int size() {
        return ids.length;
    }

    @Override
    public int indexOf(String caseKey) {
        return byKey.getOrDefault(caseKey, -1);
    }

    @Override
    public long idAt(int index) {
        return ids[index];
    }

    @Override
    public long folderIdAt(int index) {
        return MattermostCase.folderId(sources.get(index));
    }

    @Override
    public long updatedAt(int index) {
        return MattermostCase.updatedAt(sources.get(index));
    }

    @Override
    public int versionsAt(int index) {
        return 1;
    }

    @Override
    public ZephyrCase caseAt(int index) {
        return at(index).head();
    }

    @Override
    public ZephyrScript scriptAt(int index) {
        return at(index).script();
    }

    private MattermostCase at(int index) {
        MattermostCase known = rendered.get(index);
        if (known == null) {
            known = MattermostCase.render(sources.get(index), fieldNames, lookups);
            rendered.set(index, known);
        }
        return known;
    }

    /** The images that the texts show lie elsewhere in Zephyr; no case has an attached file. */
    @Override
    public List<String> attachmentsAt(int index) {
        return List.of();
    }

    @Override
    public int folders() {
        return folders.size();
    }

    @Override
    public ZephyrFolder folderAt(int index) {
        return folders.get(index);
    }

    @Override
    public int folderIndex(long folderId) {
        return folderById.getOrDefault(folderId, -1);
    }

    @Override
    public Lookups lookups() {
        return lookups;
    }
}
