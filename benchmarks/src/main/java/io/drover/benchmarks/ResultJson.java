package io.drover.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.Books;
import io.drover.cli.api.ApiJson;
import java.util.List;

/** Results for programs. Fields may be added; a figure that the system does not tell is null. */
final class ResultJson {

    private ResultJson() {}

    /** One run as an object; several as an object with the list {@code runs}. */
    static JsonNode of(List<BenchResult> results, Machine machine) {
        if (results.size() == 1) {
            return of(results.getFirst(), machine);
        }
        ObjectNode all = ApiJson.MAPPER.createObjectNode();
        results.forEach(result -> all.withArray("runs").add(of(result, machine)));
        return all;
    }

    static ObjectNode of(BenchResult result, Machine machine) {
        Setup setup = result.setup();
        ProcessMeter.Reading reading = result.reading();
        ObjectNode json = ApiJson.MAPPER
                .createObjectNode()
                .put("cases", setup.cases())
                .put("latencyMs", setup.latencyMs())
                .put("casesPerSecond", rounded(result.casesPerSecond()))
                .put("requestsPerSecond", rounded(result.requestsPerSecond()))
                .put("cpuSecondsPer1000", rounded(result.cpuPer1000()));
        ObjectNode peaks = json.putObject("peakRssMiB");
        reading.peakMiB().forEach((name, mib) -> peaks.put(name, mib.isPresent() ? mib.getAsLong() : null));
        json.put("durationMs", result.execution().durationMs());
        ObjectNode cpu = json.putObject("cpuByProcess");
        reading.cpu().forEach((name, used) -> cpu.put(name, rounded(result.cpuPer1000(used))));
        json.put("cpuSeconds", rounded(reading.totalCpu().toMillis() / 1000.0))
                .put("processes", setup.layout().name())
                .put("warmup", result.warmedUp())
                .put("concurrency", setup.concurrency())
                .put(
                        "batchSize",
                        setup.batchSize().isPresent() ? setup.batchSize().getAsInt() : null)
                .put("inFlight", setup.inFlight().isPresent() ? setup.inFlight().getAsInt() : null)
                .put("seed", setup.seed())
                .put("flightRecording", setup.jfr())
                .put(
                        "allowedRequestsPerSecond",
                        setup.allowedPerSecond().isPresent()
                                ? setup.allowedPerSecond().getAsInt()
                                : null)
                .put("busierSide", result.busierSide())
                .put(
                        "percentOfAllowed",
                        result.percentOfAllowed().isPresent()
                                ? rounded(result.percentOfAllowed().getAsDouble())
                                : null)
                .put("othersCpuPercent", reading.othersPercent() < 0 ? null : reading.othersPercent())
                .put("state", result.execution().state().name())
                .put("booksBalanced", result.execution().balances());
        json.put("executions", setup.executions())
                .put("calls", setup.calls().isPresent() ? setup.calls().getAsInt() : null);
        json.set("decisionMs", ApiJson.MAPPER.valueToTree(result.decisions()));
        json.set("bytesLeft", ApiJson.MAPPER.valueToTree(result.sizes()));
        json.set("faults", ApiJson.MAPPER.valueToTree(result.faults()));
        ObjectNode books = json.putObject("books");
        result.execution().books().forEach((step, counts) -> put(books.putObject(step), counts));
        json.set("findings", ApiJson.MAPPER.valueToTree(result.execution().findings()));
        json.set("sandbox", ApiJson.MAPPER.valueToTree(result.sandbox()));
        json.set("machine", ApiJson.MAPPER.valueToTree(machine));
        return json;
    }

    private static void put(ObjectNode json, Books books) {
        json.put("extracted", books.extracted())
                .put("loaded", books.loaded())
                .put("skipped", books.skipped())
                .put("rejected", books.rejected())
                .put("dropped", books.dropped())
                .put("verified", books.verified())
                .put("different", books.different());
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
