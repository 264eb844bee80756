package io.drover.system;

/** Faults of all other kinds while records are moved. */
class RecordsMatrixTest extends FaultMatrix {

    RecordsMatrixTest() {
        super("records", cell -> !cell.path().equals(Cell.AGOLA) && !RecordsKilledMatrixTest.plays(cell));
    }
}
