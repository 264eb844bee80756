package io.drover.coordinator.door;

import io.drover.coordinator.access.Caller;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** A line for each request that changes something: who asked for what, and how it ended. No parameter, header or body is in it. */
final class AccessLog {

    private static final Logger LOG = Logger.getLogger("io.drover.access");
    private static final int LONGEST_PATH = 300;

    private AccessLog() {}

    static void atItsEnd(RoutingContext context, Caller caller) {
        HttpServerRequest request = context.request();
        String path = path(request);
        context.addEndHandler(ended -> LOG.infof(
                "Asked by=%s role=%s method=%s path=%s status=%d",
                caller.name(),
                caller.role().word(),
                request.method(),
                path,
                ended.succeeded() ? request.response().getStatusCode() : 0));
    }

    /** As it was sent, without what would steer whoever shows the log, and not longer than a line is read. */
    static String path(HttpServerRequest request) {
        String path = String.valueOf(request.path()).replaceAll("[^!-~]", "?");
        return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "..." : path;
    }
}
