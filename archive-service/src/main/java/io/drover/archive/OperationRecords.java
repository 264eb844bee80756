package io.drover.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The records that workers wrote while they ran operations: an object per entry under
 * {@code executions/<id>/records/<step>/<run>/<sequence>.json}, and beside the runs a mark {@code begun-<round>-<attempt>.json} for each
 * round of what destroys. Laid into the bundle as {@code records/<step>.jsonl}, in order.
 */
final class OperationRecords {

    private static final int WINDOW = 32;
    private static final String BEGUN = "attempt.begun";
    private static final String FAILED = "attempt.failed";
    private static final String ENDED = "attempt.ended";

    private final StagingStore store;
    private final Redaction redaction;
    private final Map<String, OfStep> steps = new LinkedHashMap<>();

    OperationRecords(StagingStore store, Redaction redaction) {
        this.store = store;
        this.redaction = redaction;
    }

    /**
     * What is recorded of a step.
     *
     * @param open attempts that were begun and never ended: their worker died
     */
    record OfStep(long entries, long attempts, long failed, long open) {

        static final OfStep NONE = new OfStep(0, 0, 0, 0);

        private OfStep with(String what) {
            return switch (what) {
                case BEGUN -> new OfStep(entries + 1, attempts + 1, failed, open + 1);
                case FAILED -> new OfStep(entries + 1, attempts, failed + 1, open - 1);
                case ENDED -> new OfStep(entries + 1, attempts, failed, open - 1);
                default -> new OfStep(entries + 1, attempts, failed, open);
            };
        }
    }

    OfStep of(String step) {
        return steps.getOrDefault(step, OfStep.NONE);
    }

    /** Copies all of them without secrets. */
    void copy(String execution, Workspace workspace) throws IOException, InterruptedException {
        String root = "executions/" + execution + "/records/";
        Map<String, List<String>> byStep = new LinkedHashMap<>();
        for (String key : store.list(root)) {
            String below = key.substring(root.length());
            byStep.computeIfAbsent(below.substring(0, below.indexOf('/')), step -> new ArrayList<>())
                    .add(key);
        }
        for (Map.Entry<String, List<String>> step : byStep.entrySet()) {
            try (OutputStream out = workspace.write("records/" + step.getKey() + ".jsonl")) {
                copy(step.getKey(), root + step.getKey() + "/", step.getValue(), out);
            }
        }
    }

    private void copy(String step, String folder, List<String> keys, OutputStream out)
            throws IOException, InterruptedException {
        for (int from = 0; from < keys.size(); from += WINDOW) {
            List<String> window = keys.subList(from, Math.min(keys.size(), from + WINDOW));
            List<byte[]> entries = fetch(window);
            for (int i = 0; i < window.size(); i++) {
                String below = window.get(i).substring(folder.length());
                int slash = below.indexOf('/');
                ObjectNode entry = redaction.of((ObjectNode) ArchiveJson.MAPPER.readTree(entries.get(i)));
                ObjectNode line = ArchiveJson.MAPPER.createObjectNode().put("step", step);
                line.put("run", slash < 0 ? below.replace(".json", "") : below.substring(0, slash));
                ArchiveJson.MAPPER.writeValue(out, line.setAll(entry));
                out.write('\n');
                if (slash >= 0) {
                    steps.merge(step, OfStep.NONE.with(entry.path("what").asText()), (all, one) -> plus(all, one));
                }
            }
        }
    }

    private static OfStep plus(OfStep all, OfStep one) {
        return new OfStep(
                all.entries + one.entries, all.attempts + one.attempts, all.failed + one.failed, all.open + one.open);
    }

    /** A store far away answers a window in the time of one answer. */
    private List<byte[]> fetch(List<String> keys) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> answers = keys.stream()
                    .map(key -> threads.submit(
                            () -> store.get(key).orElseThrow(() -> new IOException("the record " + key + " is gone"))))
                    .toList();
            List<byte[]> entries = new ArrayList<>();
            for (Future<byte[]> answer : answers) {
                entries.add(answer.get());
            }
            return entries;
        } catch (ExecutionException e) {
            throw new IOException("the records of the execution cannot be read", e.getCause());
        }
    }
}
