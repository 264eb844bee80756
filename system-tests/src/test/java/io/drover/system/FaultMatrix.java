package io.drover.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Each fault at each place, and what has to be true whatever happened. {@code -Ddrover.faults=all} plays all cells, any other
 * text those of whose name a part matches it, as a regular expression, nothing a choice that every build can afford; {@code -Ddrover.faults.times=N}
 * plays each N times over. One line per cell goes to standard output and to a file in {@code target}, and at the end into the
 * document that {@code -Ddrover.faults.table} names. Each part is a class of its own, so that they run side by side.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FaultMatrix {

    private final String name;
    private final Predicate<Cell> part;
    private final FaultReport report;
    private @Nullable Rig rig;

    /**
     * @param name of its table
     * @param part which cells it plays
     */
    FaultMatrix(String name, Predicate<Cell> part) {
        this.name = name;
        this.part = part;
        this.report = new FaultReport(Program.file("system-tests/target/fault-matrix-" + name + ".md"));
    }

    @AfterAll
    void stop() throws Exception {
        String document = System.getProperty("drover.faults.table", "");
        if (!document.isEmpty()) {
            report.into(Path.of(document), name);
        }
        endRig();
    }

    private void endRig() throws Exception {
        if (rig != null) {
            rig.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> cells() {
        List<Cell> cells = new ArrayList<>();
        cells.addAll(KillCells.all());
        cells.addAll(FreezeCells.all());
        cells.addAll(ServerCells.all(Long.getLong("drover.seed", 1)));
        cells.addAll(OutsideCells.all());
        cells.addAll(ClockCells.all());
        cells.addAll(StagingCells.directory());
        cells.addAll(StopCells.all());
        cells.addAll(SideBySideCells.all());
        cells.addAll(RollingCells.all());
        cells.addAll(GuardedCells.all());
        cells.addAll(StagingCells.smallDisk());
        cells.addAll(StagingCells.bucket());
        int times = Integer.getInteger("drover.faults.times", 1);
        return cells.stream()
                .filter(part.and(chosen()))
                .flatMap(cell -> Stream.generate(() -> cell).limit(times))
                .map(cell -> dynamicTest(cell.name(), () -> play(cell)));
    }

    private static Predicate<Cell> chosen() {
        String wanted = System.getProperty("drover.faults", "");
        return switch (wanted) {
            case "" -> Cell::quick;
            case "all" -> cell -> true;
            default -> {
                Predicate<String> name =
                        Pattern.compile(wanted, Pattern.CASE_INSENSITIVE).asPredicate();
                yield cell -> name.test(cell.name());
            }
        };
    }

    /** The one that runs, mended, when it is of this kind. */
    private Rig whole(Rig.Kind kind) throws Exception {
        if (rig == null || rig.kind() != kind) {
            endRig();
            rig = Rig.start(kind);
        }
        rig.mend();
        return rig;
    }

    private void play(Cell cell) throws Exception {
        assumeTrue(cell.rig() != Rig.Kind.SMALL_DISK || Service.mayMount(), "this system forbids namespaces");
        try {
            report.add(cell, cell.play().on(whole(cell.rig())));
        } catch (Exception | AssertionError e) {
            report.failed(cell, e);
            throw e;
        }
    }
}
