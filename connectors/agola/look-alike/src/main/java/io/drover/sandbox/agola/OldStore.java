package io.drover.sandbox.agola;

import io.drover.sandbox.agola.NormalListing.Item;
import io.drover.sandbox.http.PlayedAnswer;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service of v0.7: it has the export it was given, and a run service also lists runs that are not archived and so are
 * in no export.
 */
final class OldStore implements Store {

    private static final NormalListing.Rules RUNS = new NormalListing.Rules(25, 40, Comparator.naturalOrder(), false);
    private static final NormalListing.Rules USERS = new NormalListing.Rules(10, 20, Comparator.naturalOrder(), false);
    private static final PlayedAnswer BAD_LIMIT =
            PlayedAnswer.of(400, AgolaVersion.TEXT, "\n").with("X-Content-Type-Options", "nosniff");

    private final Maintenance maintenance = new Maintenance();
    private final Export initial;
    private final List<Item> unarchived;
    private volatile Export export;
    private volatile @Nullable ExportIndex index;

    OldStore(Export initial, Export unarchivedRuns) throws IOException {
        this.initial = initial;
        this.export = initial;
        this.unarchived = new ArrayList<>();
        ObjectSplitter splitter = new ObjectSplitter();
        byte[] runs = unarchivedRuns.readAll();
        for (byte[] run : splitter.feed(runs, runs.length)) {
            unarchived.add(ExportIndex.item(run, "id", () -> run));
        }
    }

    @Override
    public Maintenance maintenance() {
        return maintenance;
    }

    @Override
    public Export export() {
        return export;
    }

    /** What an import does to v0.7, whatever its body: nothing good. */
    void lose() {
        export = Export.EMPTY;
        index = null;
    }

    @Override
    public ServiceContent content() throws IOException {
        return index().content();
    }

    @Override
    public PlayedAnswer runs(MultiMap query, long most) throws IOException {
        List<Item> all = new ArrayList<>(index().runs());
        all.addAll(unarchived);
        List<byte[]> page = NormalListing.page(all, query, RUNS, most);
        return page == null ? BAD_LIMIT : NormalListing.runs(page);
    }

    @Override
    public PlayedAnswer users(MultiMap query, long most) throws IOException {
        List<byte[]> page = NormalListing.page(index().users(), query, USERS, most);
        return page == null ? BAD_LIMIT : NormalListing.users(page);
    }

    private ExportIndex index() throws IOException {
        ExportIndex known = index;
        if (known == null) {
            known = ExportIndex.of(export);
            index = known;
        }
        return known;
    }

    @Override
    public void reset() {
        export = initial;
        index = null;
        maintenance.request(false);
    }
}
