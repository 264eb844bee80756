package io.drover.system;

/** Faults while Agola is moved, by actions that cannot be taken back. */
class AgolaMatrixTest extends FaultMatrix {

    AgolaMatrixTest() {
        super("agola", cell -> cell.path().equals(Cell.AGOLA));
    }
}
