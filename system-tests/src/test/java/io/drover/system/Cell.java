package io.drover.system;

/**
 * A fault at a place: one cell of the matrix.
 *
 * @param path what is migrated meanwhile
 * @param rig what it is played on
 * @param fault what goes wrong, for example {@code kill -9}
 * @param place where and when
 * @param quick whether it belongs to the choice that runs with every build
 */
record Cell(String path, Rig.Kind rig, String fault, String place, boolean quick, Play play) {

    static final String QTEST = "Zephyr Scale → qTest";
    static final String GUARDED = "reset → Zephyr Scale → qTest → clean-up";
    static final String AGOLA = "Agola v0.7 → later";

    private static final int CASES = 200;

    /** Plays it, and holds it to the invariants. */
    interface Play {
        Figures on(Rig rig) throws Exception;
    }

    /** What happens in a cell; afterwards the trial is judged. */
    interface Scenario<T extends Trial> {
        void play(T trial) throws Exception;
    }

    static Cell qtest(String fault, String place, Scenario<? super QTestTrial> scenario) {
        return qtest(Rig.Kind.SIX_PROCESSES, fault, place, scenario);
    }

    static Cell qtest(Rig.Kind rig, String fault, String place, Scenario<? super QTestTrial> scenario) {
        return qtest(rig, CASES, fault, place, scenario);
    }

    static Cell qtest(Rig.Kind rig, int cases, String fault, String place, Scenario<? super QTestTrial> scenario) {
        return new Cell(QTEST, rig, fault, place, false, whole -> play(new QTestTrial(whole, cases), scenario));
    }

    static Cell agola(String fault, String place, Scenario<? super AgolaTrial> scenario) {
        return agola(Rig.Kind.SIX_PROCESSES, fault, place, scenario);
    }

    static Cell agola(Rig.Kind rig, String fault, String place, Scenario<? super AgolaTrial> scenario) {
        return new Cell(AGOLA, rig, fault, place, false, whole -> play(new AgolaTrial(whole), scenario));
    }

    static Cell guarded(String fault, String place, Scenario<? super GuardedTrial> scenario) {
        return new Cell(
                GUARDED,
                Rig.Kind.PLUGGED,
                fault,
                place,
                false,
                whole -> play(new GuardedTrial(whole, CASES), scenario));
    }

    /** @param trial is closed afterwards */
    static <T extends Trial> Figures play(T trial, Scenario<? super T> scenario) throws Exception {
        try (trial) {
            scenario.play(trial);
            return trial.judge();
        }
    }

    /** With every build. */
    Cell always() {
        return new Cell(path, rig, fault, place, true, play);
    }

    /** {@link #always}, when it is chosen. */
    Cell always(boolean chosen) {
        return chosen ? always() : this;
    }

    String name() {
        return path + ", " + fault + ": " + place;
    }
}
