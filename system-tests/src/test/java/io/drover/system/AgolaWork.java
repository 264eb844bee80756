package io.drover.system;

/** Steps of the Agola path that a fault may strike, at least one for each worker service. */
enum AgolaWork {
    EXPORT(Program.EXTRACTOR, "export-configstore", 2, true),
    CONVERT(Program.TRANSFORMER, "convert-runservice", 2, true),
    HOLD(Program.LOADER, "hold-configstore", 1, true),
    /** It neither reads lines nor sends requests. */
    ARCHIVE(Program.ARCHIVE, "archive-backup", 1, false),
    /** The second one, with the first done: past the point of no return. */
    IMPORT(Program.LOADER, "import-configstore", 1, true),
    VERIFY(Program.VALIDATOR, "verify-configstore", 2, true);

    private final Program program;
    private final String step;
    private final int sideBySide;
    private final boolean middle;

    AgolaWork(Program program, String step, int sideBySide, boolean middle) {
        this.program = program;
        this.step = step;
        this.sideBySide = sideBySide;
        this.middle = middle;
    }

    Program program() {
        return program;
    }

    String step() {
        return step;
    }

    /** What the place of a failpoint contains. */
    String batch() {
        return "/" + step + "/";
    }

    /** How many steps of its kind the plan has at the same time: the run service's goes on beside the config store's. */
    int sideBySide() {
        return sideBySide;
    }

    /** Whether it passes {@code MID_BATCH}. */
    boolean hasMiddle() {
        return middle;
    }

    @Override
    public String toString() {
        return program.module() + ", " + step;
    }
}
