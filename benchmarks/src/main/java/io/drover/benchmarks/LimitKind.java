package io.drover.benchmarks;

/** A limit that the look-alikes can play. */
enum LimitKind {
    /** 10 in each full second. */
    second("{\"kind\": \"FIXED\", \"requests\": 10}", 10, 0, 1),
    /** 600 in each full minute. */
    minute("{\"kind\": \"FIXED\", \"requests\": 600, \"seconds\": 60}", 10, 0, 1),
    /** 10 in any second. */
    sliding("{\"kind\": \"SLIDING\", \"requests\": 10}", 10, 0, 1),
    /** 5 a second, 20 after a rest. */
    bucket("{\"kind\": \"BUCKET\", \"requests\": 5, \"burst\": 20}", 5, 0, 1),
    /** 8 on their way at once. */
    concurrent("{\"kind\": \"CONCURRENT\", \"requests\": 8}", 0, 8, 1),
    /** 10 in each full second, for two executions at once. */
    two("{\"kind\": \"FIXED\", \"requests\": 10}", 10, 0, 2);

    private final String rule;
    private final int perSecond;
    private final int atOnce;
    private final int executions;

    LimitKind(String rule, int perSecond, int atOnce, int executions) {
        this.rule = rule;
        this.perSecond = perSecond;
        this.atOnce = atOnce;
        this.executions = executions;
    }

    /** Of both systems, as the sandbox takes it. */
    String rules() {
        return "{\"zephyr\": " + rule + ", \"qtest\": " + rule + "}";
    }

    int executions() {
        return executions;
    }

    /** What was used, of 1. */
    double share(long taken, long busyMs, double seconds) {
        return atOnce > 0 ? busyMs / 1000.0 / seconds / atOnce : taken / seconds / perSecond;
    }
}
