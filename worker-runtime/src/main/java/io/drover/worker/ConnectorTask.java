package io.drover.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Evidence;
import io.drover.spi.Finding;
import io.drover.spi.Task;
import io.drover.staging.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A {@link Task} on a {@link BatchRun}. What a connector tells loses the values of secrets on its way. */
final class ConnectorTask implements Task {

    private static final int MAX_WORDS = 64;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final BatchRun run;
    private final Map<String, Manifest.Part> files;
    private final Evidence evidence;
    private final Guard guard;
    private final Map<String, String> remembered;
    private final Set<String> totals = new HashSet<>();
    private final Set<String> facts = new HashSet<>();

    /** @param remembered the facts of the attempts that answered before that they are not done yet; they count as told */
    ConnectorTask(
            BatchRun run,
            Map<String, Manifest.Part> files,
            Evidence evidence,
            Guard guard,
            Map<String, String> remembered) {
        this.run = run;
        this.files = files;
        this.evidence = evidence;
        this.guard = guard;
        this.remembered = Map.copyOf(remembered);
        this.remembered.forEach((word, value) -> run.fact(word(facts, word), value));
    }

    @Override
    public ObjectNode options() {
        return run.command().options();
    }

    @Override
    public int asked() {
        return run.command().asked();
    }

    @Override
    public Map<String, String> remembered() {
        return remembered;
    }

    @Override
    public boolean has(String input) {
        return files.containsKey(input);
    }

    @Override
    public InputStream open(String input) throws IOException {
        return run.inputs().open(file(input));
    }

    @Override
    public String sha256(String input) {
        return file(input).sha256();
    }

    @Override
    public long size(String input) {
        return file(input).bytes();
    }

    @Override
    public OutputStream create(String part) throws IOException {
        return run.create(part);
    }

    @Override
    public void finding(Finding finding) {
        run.finding(finding);
    }

    @Override
    public void total(String word, long count) {
        run.total(word(totals, word), count);
    }

    @Override
    public void fact(String word, String value) {
        run.fact(word(facts, word), value);
    }

    @Override
    public Evidence evidence() {
        return evidence;
    }

    @Override
    public void deed() {
        guard.deed();
    }

    @Override
    public void checkWait() {
        guard.checkWait();
    }

    @Override
    public void checkPermit() {
        guard.checkPermit();
    }

    private Manifest.Part file(String input) {
        Manifest.Part file = files.get(input);
        if (file == null) {
            throw new IllegalArgumentException(
                    "operation " + run.command().operation() + " has no file " + input + "; it has " + files.keySet());
        }
        return file;
    }

    /** Words travel in messages, which are small. */
    private synchronized String word(Set<String> known, String word) {
        if (!WORD.matcher(word).matches() || (known.size() == MAX_WORDS && !known.contains(word))) {
            throw new IllegalArgumentException("a total or fact cannot be called '" + word + "': at most " + MAX_WORDS
                    + " of each, of A-Z a-z 0-9 . _ -, travel in a message");
        }
        known.add(word);
        return word;
    }
}
