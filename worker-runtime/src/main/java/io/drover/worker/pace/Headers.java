package io.drover.worker.pace;

import io.drover.spi.Turn.Quota;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes over what a system's headers tell of its limits. Lives within one transaction. */
final class Headers {

    /** A system that tells no more in so much time, and of so many requests that it took, has another limit now, or none. */
    private static final long OLD = 600 * Periods.SECOND;

    private static final long MANY = 20;

    private final SystemPace pace;
    private final long now;

    Headers(SystemPace pace, long now) {
        this.pace = pace;
        this.now = now;
    }

    /** Whether nobody may send anything for a time worth telling. */
    static boolean isUsedUp(Quota quota) {
        Long left = quota.remaining();
        return left != null && left == 0 && micros(quota.reset()) > Learning.TELLING;
    }

    /** @param accepted how many requests were taken of which one may have told this */
    void read(List<Quota> quotas, long accepted) {
        if (quotas.isEmpty()) {
            forget(accepted);
            return;
        }
        pace.untold = 0;
        double least = Double.MAX_VALUE;
        Quota longer = null;
        for (Quota each : quotas) {
            if (isUsedUp(each)) {
                pace.hold(now, micros(each.reset()));
            }
            long window = window(each);
            double perSecond = (double) each.requests() / window;
            if (window > SystemPace.LONGEST_SPREAD) {
                longer = each;
            } else if (perSecond < least) {
                least = perSecond;
                pace.quota = each.requests();
                pace.quotaPeriod = window;
            }
        }
        if (longer != null && least == Double.MAX_VALUE) { // kept as what it is: near its end it looks like a short one
            long window = window(longer);
            pace.quota = longer.requests();
            pace.quotaPeriod = window;
        }
    }

    private void forget(long accepted) {
        if (pace.quota == 0 || accepted == 0) {
            return;
        }
        pace.untoldSince = pace.untold == 0 ? now : pace.untoldSince;
        pace.untold += accepted;
        if (pace.untold >= MANY && now - pace.untoldSince > OLD) {
            pace.quota = 0;
            pace.quotaPeriod = 0;
        }
    }

    /** Where it is not told, it is at least as long as the longest time that was left of one. */
    private long window(Quota quota) {
        if (quota.window() != null) {
            return Math.max(1, micros(quota.window()));
        }
        long known = pace.quota == quota.requests() ? pace.quotaPeriod : Periods.SECOND;
        return Math.max(known, Periods.atLeast(micros(quota.reset())));
    }

    private static long micros(@Nullable Duration time) {
        return time == null ? 0 : TimeUnit.SECONDS.toMicros(time.toSeconds()) + time.toNanosPart() / 1000;
    }
}
