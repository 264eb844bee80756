package io.drover.cli;

/** What a server answers about an execution {@code e-1} that destroys something. */
final class Guarded {

    static final String BACKUP = "b".repeat(64);
    static final String PLAN_HASH = "1f2e3d4c" + "0".repeat(56);

    static final String PLAN = """
            {"migration":"agola","recipe":"agola-v07-to-later","title":"Agola v0.7 to v0.8 and later","hash":"%s",
             "route":"a to b","lastSafeAbort":"consent","addedLater":{},"steps":[
             {"number":1,"id":"check-source","title":"Check the old services","kind":"operation","phase":"VALIDATE",
              "on":"source","operation":"check-old","destructive":false,"retry":"SAFE","after":[],"requires":[],"undoes":[],"instructions":null},
             {"number":2,"id":"stop-others","title":"Stop the others","kind":"operator","phase":null,"on":null,"operation":null,
              "destructive":false,"retry":"SAFE","after":[],"requires":[],"undoes":[],"instructions":"Stop the gateway.\\nKeep the rest."},
             {"number":3,"id":"consent","title":"Consent to replace both databases","kind":"operator","phase":null,"on":null,
              "operation":null,"destructive":false,"retry":"SAFE","after":[],"requires":[],"undoes":[],"instructions":null},
             {"number":4,"id":"import-runservice","title":"Import the run service","kind":"operation","phase":"LOAD",
              "on":"target","operation":"import","destructive":true,"retry":"RESUME","after":[],"requires":[],"undoes":[],"instructions":null}]}
            """.formatted(PLAN_HASH);

    static final String CONSENT = consent(false);

    private Guarded() {}

    static String consent(boolean forResume) {
        return """
                {"step":"consent","planHash":"%s","backup":"%s","archive":"executions/e-1/e-1.tar.zst.gpg",
                 "destroys":{"runservice.Run":12,"configstore.User":3456},"imports":{"runservice.Run":6},
                 "files":{"runservice":"%s"},"phrase":"replace 3468 objects","challenge":"c-7","validSeconds":900,
                 "forResume":%s,"addedLater":1}""".formatted(PLAN_HASH, BACKUP, "f".repeat(64), forResume);
    }

    /** Waits at a step: {@code stop-others} or {@code consent}. */
    static String waiting(String step) {
        boolean consent = step.equals("consent");
        return execution(
                "RUNNING",
                false,
                step(
                        "check-source",
                        "Check the old services",
                        "operation",
                        "SUCCESS",
                        ",\"totals\":{\"unarchived\":2}"),
                step(
                        "stop-others",
                        "Stop the others",
                        "operator",
                        consent ? "SUCCESS" : "WAITING",
                        ",\"instructions\":\"Stop the gateway.\\nKeep the rest.\""
                                + (consent ? ",\"confirmedBy\":\"ann\",\"seen\":\"all are down\"" : "")),
                step("consent", "Consent to replace both", "operator", consent ? "WAITING" : "PENDING", ""),
                step("import-runservice", "Import the run service", "operation", "PENDING", ""));
    }

    static String held(String retry) {
        return execution(
                "HELD",
                true,
                step(
                        "archive-backup",
                        "Archive",
                        "operation",
                        "SUCCESS",
                        ",\"facts\":{\"archive\":\"executions/e-1/e-1.tar.zst.gpg\",\"sha256\":\"" + BACKUP + "\"}"),
                step(
                        "import-runservice",
                        "Import the run service",
                        "operation",
                        "ERROR",
                        ",\"destructive\":true,\"retry\":\"" + retry + "\""));
    }

    /** A check of connections, begun after {@code e-1}. */
    static String check() {
        return "{\"id\":\"e-9\",\"migration\":\"agola-connection-check\",\"recipe\":\"agola-v07-to-later-connection-check\","
                + "\"state\":\"SUCCESS\",\"startedAt\":\"2026-11-20T11:00:00Z\",\"finishedAt\":null,\"durationMs\":5,\"steps\":[],"
                + "\"books\":{},\"findings\":{},\"report\":null}";
    }

    static String ended() {
        return execution(
                "SUCCESS",
                true,
                step(
                        "stop-others",
                        "Stop the others",
                        "operator",
                        "SUCCESS",
                        ",\"confirmedBy\":\"ann\",\"seen\":\"all are down\""));
    }

    private static String execution(String state, boolean passed, String... steps) {
        String failure = state.equals("HELD")
                ? "{\"code\":\"CONNECTION_LOST\",\"type\":\"EXTERNAL\",\"message\":\"The answer did not come.\"}"
                : "null";
        String books = state.equals("SUCCESS")
                ? "{\"runservice.run\":{\"extracted\":6,\"loaded\":6,\"skipped\":0,\"rejected\":0,\"dropped\":0,\"verified\":6,\"different\":0}}"
                : "{}";
        return "{\"id\":\"e-1\",\"migration\":\"agola\",\"recipe\":\"agola-v07-to-later\",\"planHash\":\"" + PLAN_HASH
                + "\",\"state\":\"" + state
                + "\",\"startedAt\":\"2026-11-20T10:00:00Z\",\"finishedAt\":null,\"durationMs\":1234,\"failure\":"
                + failure
                + ",\"steps\":[" + String.join(",", steps) + "],\"books\":" + books
                + ",\"findings\":{},\"report\":null,\"passedPointOfNoReturn\":" + passed
                + ",\"waitingFor\":null,\"consent\":null,\"audit\":{\"count\":0,\"head\":\"" + "0".repeat(64) + "\"}}";
    }

    private static String step(String id, String title, String kind, String state, String more) {
        return "{\"id\":\"" + id + "\",\"title\":\"" + title + "\",\"kind\":\"" + kind + "\",\"state\":\"" + state
                + "\",\"reason\":null,\"startedAt\":null,\"finishedAt\":null,\"expected\":0,\"phases\":{}" + more + "}";
    }
}
