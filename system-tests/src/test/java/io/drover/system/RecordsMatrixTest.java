package io.drover.system;

/** Faults while records are moved. */
class RecordsMatrixTest extends FaultMatrix {

    RecordsMatrixTest() {
        super("records", cell -> !cell.path().equals(Cell.AGOLA));
    }
}
