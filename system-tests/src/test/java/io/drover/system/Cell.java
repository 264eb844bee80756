package io.drover.system;

/**
 * A fault at a place: one cell of the matrix.
 *
 * @param rig what it is played on
 * @param fault what goes wrong, for example {@code kill -9}
 * @param place where and when
 * @param quick whether it belongs to the choice that runs with every build
 */
record Cell(Rig.Kind rig, String fault, String place, boolean quick, Scenario scenario) {

    /** What happens in a cell; afterwards the trial is held to the invariants. */
    interface Scenario {
        void play(Trial trial) throws Exception;
    }

    static Cell of(String fault, String place, Scenario scenario) {
        return of(Rig.Kind.SIX_PROCESSES, fault, place, scenario);
    }

    static Cell of(Rig.Kind rig, String fault, String place, Scenario scenario) {
        return new Cell(rig, fault, place, false, scenario);
    }

    /** With every build. */
    Cell always() {
        return new Cell(rig, fault, place, true, scenario);
    }

    String name() {
        return fault + ": " + place;
    }
}
