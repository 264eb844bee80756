package io.drover.sandbox.agola;

/** Where a request goes, which depends on the version, the service and the mode (1.3, 1.4). */
enum Route {
    STATUS,
    ENTER,
    LEAVE,
    EXPORT,
    IMPORT,
    /** Import in default mode, from v0.8 on. */
    IMPORT_REFUSED,
    RUNS,
    USERS,
    WRONG_METHOD,
    /** A run service's own "not found": 400 to tell a wrong path from a missing object. */
    UNKNOWN_400,
    UNKNOWN_404;

    private static final String BASE = "/api/v1alpha/";

    static Route of(AgolaVersion version, AgolaService service, boolean maintenance, String method, String path) {
        Route unknown = !maintenance && service == AgolaService.RUNSERVICE ? UNKNOWN_400 : UNKNOWN_404;
        if (!path.startsWith(BASE)) {
            return unknown;
        }
        return switch (path.substring(BASE.length())) {
            case "maintenance" ->
                switch (method) {
                    case "PUT" -> ENTER;
                    case "DELETE" -> LEAVE;
                    case "GET" -> version.hasDatabase() ? STATUS : WRONG_METHOD;
                    default -> WRONG_METHOD;
                };
            case "export" -> method.equals("GET") ? EXPORT : WRONG_METHOD;
            case "import" -> {
                if (!maintenance && !version.hasDatabase()) {
                    yield unknown;
                }
                yield method.equals("POST") ? maintenance ? IMPORT : IMPORT_REFUSED : WRONG_METHOD;
            }
            case "runs" -> maintenance || service != AgolaService.RUNSERVICE ? unknown : get(method, RUNS);
            case "users" -> maintenance || service != AgolaService.CONFIGSTORE ? unknown : get(method, USERS);
            default -> unknown;
        };
    }

    private static Route get(String method, Route route) {
        return method.equals("GET") ? route : WRONG_METHOD;
    }

    /** Whether a handler answers, behind the check of the token. */
    boolean handled() {
        return this != WRONG_METHOD && this != UNKNOWN_400 && this != UNKNOWN_404;
    }
}
