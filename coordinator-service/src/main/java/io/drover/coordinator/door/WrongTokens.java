package io.drover.coordinator.door;

import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

/**
 * Who tries tokens that are none is told so for a while, and after that to wait. Nobody is locked out by it: a right token is looked
 * at first, since on one machine, or behind one proxy, all have one address.
 */
final class WrongTokens {

    private static final Logger LOG = Logger.getLogger("io.drover.access");
    private static final double MINUTE = 60;

    private final CallRates tried;
    private final CallRates told;

    WrongTokens(int perMinute) {
        this.tried = new CallRates(perMinute / MINUTE, perMinute);
        this.told = new CallRates(1 / MINUTE, 1);
    }

    /** What is answered to one. */
    DoorRefusal refusal(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        long now = System.nanoTime();
        if (tried.take(address, now)) {
            LOG.warnf("Wrong token address=%s method=%s path=%s", address, request.method(), AccessLog.path(request));
            return DoorRefusal.NO_TOKEN;
        }
        if (told.take(address, now)) {
            LOG.warnf("Wrong tokens are many now, and not told one by one address=%s", address);
        }
        return DoorRefusal.TOO_MANY_WRONG;
    }
}
