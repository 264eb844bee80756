package io.drover.system;

/** Steps of the Agola path that a fault may strike, at least one for each worker service. */
enum AgolaWork {
    EXPORT(Program.EXTRACTOR, "export-configstore", true),
    CONVERT(Program.TRANSFORMER, "convert-runservice", true),
    HOLD(Program.LOADER, "hold-configstore", true),
    /** It neither reads lines nor sends requests. */
    ARCHIVE(Program.ARCHIVE, "archive-backup", false),
    /** The second one, with the first done: past the point of no return. */
    IMPORT(Program.LOADER, "import-configstore", true),
    VERIFY(Program.VALIDATOR, "verify-configstore", true);

    private final Program program;
    private final String step;
    private final boolean middle;

    AgolaWork(Program program, String step, boolean middle) {
        this.program = program;
        this.step = step;
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

    /** Whether it passes {@code MID_BATCH}. */
    boolean hasMiddle() {
        return middle;
    }

    @Override
    public String toString() {
        return program.module() + ", " + step;
    }
}
