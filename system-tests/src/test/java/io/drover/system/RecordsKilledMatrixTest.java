package io.drover.system;

/** Processes that die or stand still while records are moved. */
class RecordsKilledMatrixTest extends FaultMatrix {

    RecordsKilledMatrixTest() {
        super("records-killed", RecordsKilledMatrixTest::plays);
    }

    static boolean plays(Cell cell) {
        return cell.path().equals(Cell.QTEST)
                && (cell.fault().equals(KillCells.KILL) || cell.fault().equals(FreezeCells.FREEZE));
    }
}
