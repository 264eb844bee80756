package io.drover.worker.pace;

/**
 * Learns a system's limits from what it refuses, by trying. After the first refusal that
 * does not say to wait for long it is found out whether there were too many at once or too many in a time: one at a time is
 * sent, then more; refused below what was refused first, it is a matter of time. Lives within one transaction.
 */
final class Learning {

    private static final long FIRST_HOLD = Periods.SECOND / 2;
    private static final long LONGEST_HOLD = 60 * Periods.SECOND;
    /** A wait of one second may be any shorter one, rounded up. */
    static final long TELLING = 2 * Periods.SECOND;

    private static final long PROBE = 400_000L;

    /** In less, not every process knows that there is a limit. */
    private static final long AWARE = 2 * Periods.SECOND;

    private static final long LONG = 5 * Periods.SECOND;

    /** Who uses less than this part of a rate does not need more. */
    private static final double USED_UP = 0.6;

    private final SystemPace pace;
    private final long now;

    Learning(SystemPace pace, long now) {
        this.pace = pace;
        this.now = now;
    }

    void accepted(long number, WorkerPace worker) {
        pace.allowed += number;
        if (now < pace.heldUntil && pace.quiet > 0) {
            before(number, worker);
            return;
        }
        if (now < pace.windowFrom) {
            early(number);
        } else if (pace.counting && pace.rate != null) {
            counted(pace.rate);
        }
        if (number == 0) {
            return;
        }
        Search rate = pace.rate;
        long closed = pace.judgedAt - pace.eventAt;
        if (closed > Math.max(pace.period, LONG) && rate != null && !rate.isSettled() && !pace.isRateSaid()) {
            // Nothing was taken for so long, and now it is: so long is a period, and before it one was used up.
            pace.period = Periods.atLeast(closed);
            rate.settle(0.98 * before() * Periods.SECOND / pace.period, now);
        }
        pace.quiet = 0;
        pace.eventAt = Math.max(pace.eventAt, pace.judgedAt);
        pace.acceptedSince += number;
    }

    /** They were on their way when the others were refused. */
    private void before(long number, WorkerPace worker) {
        if (!pace.atFirst) {
            pace.acceptedBefore += number;
        } else if (worker.firstInFlight > 0) {
            worker.firstMinute += number;
        }
    }

    private void counted(Search rate) {
        pace.counting = false;
        // At first it is what came in the minute before: no less than the limit, and as much where the window is no
        // older.
        if (pace.atFirst && before() == 0) {
            // Somebody else used it up, or those who know what was taken are gone: the next refusal is the first.
            forget();
        } else if (!pace.atFirst || pace.period == 60 * Periods.SECOND) {
            rate.settle(0.98 * before() * Periods.SECOND / pace.period, now);
        }
    }

    /** The wait is longer than anything is held. Was something taken, it is over, and what it seemed to tell is wrong. */
    private void early(long number) {
        pace.counting = false;
        if (number > 0 && pace.rate != null && !pace.rate.isSettled()) {
            forget();
        }
    }

    private void forget() {
        pace.rate = null;
        pace.windowFrom = 0;
        pace.workers.values().forEach(WorkerPace::forgetFirst);
    }

    /** What was taken before nothing was taken any more: in a minute, where that was the first time. */
    private long before() {
        long first = pace.workers.values().stream()
                .mapToLong(worker -> worker.firstMinute)
                .sum();
        return pace.atFirst ? first : pace.acceptedBefore;
    }

    private void hold(long micros) {
        pace.hold(now, micros);
    }

    void refused(Refusal refusal, WorkerPace worker) {
        pace.refused++;
        pace.refusedAt = now;
        first(refusal, worker);
        boolean unaware = isKnown() && !refusal.governed();
        if (unaware || now - refusal.ago() < Math.max(pace.judgedAt, pace.heldUntil)) {
            late(refusal);
            return;
        }
        pace.judgedAt = now;
        long before = pace.windowFrom;
        long from = pace.heldUntil;
        boolean lone = isSteady() && now - pace.eventAt > 10 * Periods.SECOND && refusal.retryAfter() <= TELLING;
        if (lone) {
            pace.next = Math.max(pace.next, now + Periods.SECOND / 10); // one that was slow on its way
        } else if (refusal.retryAfter() >= FIRST_HOLD) {
            hold(refusal.retryAfter());
        } else {
            hold(Math.min(LONGEST_HOLD, FIRST_HOLD << Math.min(7, pace.quiet)));
        }
        boolean nothingSince = pace.acceptedSince == 0 && pace.eventAt > 0;
        boolean wasKnown = isKnown();
        learn(refusal, before, from, nothingSince);
        if (!nothingSince) {
            pace.eventAt = now;
            pace.atFirst = !wasKnown;
            pace.acceptedBefore = pace.acceptedSince;
        }
        pace.quiet = nothingSince ? pace.quiet + 1 : 1;
        pace.acceptedSince = 0;
        pace.windowFrom = refusal.retryAfter() > TELLING ? now + refusal.retryAfter() : 0;
    }

    private boolean isSteady() {
        return pace.isRateSaid() || (pace.rate != null && pace.rate.isSettled());
    }

    private boolean isKnown() {
        return pace.rate != null || pace.slots != null || pace.isRateSaid();
    }

    /** It was sent before its process knew. */
    private void late(Refusal refusal) {
        if (!isSteady() && refusal.retryAfter() > 0) {
            hold(refusal.retryAfter());
        }
    }

    /** What each process had when it was refused first: together it is what was too much. */
    private void first(Refusal refusal, WorkerPace worker) {
        if (worker.firstInFlight > 0) {
            worker.firstInFlight = Math.min(worker.firstInFlight, refusal.inFlight());
            return;
        }
        worker.firstInFlight = refusal.inFlight();
        worker.firstMinute = refusal.minute();
        worker.firstRecent = Math.max(refusal.recent(), refusal.inFlight());
    }

    private long firstRecent() {
        return pace.workers.values().stream()
                .mapToLong(worker -> worker.firstRecent)
                .sum();
    }

    private int firstInFlight() {
        return pace.workers.values().stream()
                .mapToInt(worker -> worker.firstInFlight)
                .sum();
    }

    private void learn(Refusal refusal, long window, long from, boolean nothingSince) {
        if (pace.isRateSaid()) {
            boolean often = now - pace.shareAt < 30 * Periods.SECOND && pace.shareAt > 0;
            pace.share = often ? Math.max(0.3, pace.share * 0.97) : pace.share;
            pace.shareAt = now;
            return;
        }
        if (pace.rate != null) {
            if (!nothingSince) {
                again(pace.rate, refusal, window);
            }
        } else if (refusal.retryAfter() > TELLING) {
            pace.period = Math.min(refusal.period(), SystemPace.LONGEST_SPREAD);
            begin(Math.max(1, refusal.recent()), pace.period);
            pace.counting = true;
        } else if (pace.slots == null) {
            pace.probing = true;
            pace.probedAt = now;
            pace.slots = Search.slots(1, now);
            pace.period = refusal.period();
        } else if (pace.probing && now - pace.probedAt < AWARE) {
            pace.slots = Search.slots(1, now);
        } else if (pace.probing && pace.acceptedSince > 3 * firstRecent()) {
            pace.probing = false;
            pace.slots.refused(now);
        } else if (pace.probing || pace.slots.value() <= 1) {
            pace.slots = null;
            pace.probing = false;
            begin(Math.max(1, pace.acceptedSince), Math.max(pace.period, now - from));
        } else {
            pace.slots.refused(now);
        }
    }

    private void begin(long accepted, long period) {
        double perSecond = (double) accepted * Periods.SECOND / period;
        pace.rate = Search.rate(perSecond * 0.97, perSecond / 2, now);
    }

    /** Refused again. Where the last window began is known when the system said how long to wait: then so is the limit. */
    private void again(Search rate, Refusal refusal, long window) {
        if (window > 0 && now > window && refusal.retryAfter() > TELLING) {
            pace.period = Periods.atLeast(now + refusal.retryAfter() - window - Periods.SECOND);
            pace.counting = true;
        } else {
            long span = now - pace.eventAt;
            boolean telling = span > 10 * Periods.SECOND && span > 8 * pace.period;
            rate.refused(telling ? (double) pace.acceptedSince * Periods.SECOND / span : 0, pace.allowed, now);
        }
    }

    /** Goes up where what is known was used up and never refused. */
    void grow() {
        if (pace.share < 1 && now - pace.shareAt > 60 * Periods.SECOND) {
            pace.share = Math.min(1, pace.share + 0.01);
            pace.shareAt = now;
        }
        boolean waiting = pace.workers.values().stream().anyMatch(WorkerPace::isWaiting);
        if (now < pace.heldUntil || !waiting) {
            return;
        }
        Search slots = pace.slots;
        if (slots != null) {
            growSlots(slots);
        }
        Search rate = pace.rate;
        if (rate != null) {
            growRate(rate);
        }
    }

    /** Requests may wait for their turn, and be too few all the same to use up what is given out. */
    private void growRate(Search rate) {
        long from = Math.max(rate.since(), pace.heldUntil);
        if (pace.usedSince < from) {
            pace.usedSince = from;
            pace.allowedThen = pace.allowed;
        }
        long span = now - pace.usedSince;
        if (span > Math.clamp(2 * pace.period, 2 * Periods.SECOND, 60 * Periods.SECOND)) {
            double used = (double) (pace.allowed - pace.allowedThen) * Periods.SECOND / span;
            pace.usedSince = now;
            pace.allowedThen = pace.allowed;
            if (used >= USED_UP * rate.value()) {
                rate.held(now);
            }
        }
    }

    private void growSlots(Search slots) {
        long held = now - Math.max(slots.since(), pace.heldUntil);
        if (!pace.probing) {
            boolean usedUp = pace.workers.values().stream().anyMatch(worker -> worker.isShort(now));
            if (held > 5 * Periods.SECOND && usedUp) {
                slots.held(now);
            }
        } else if (slots.value() >= firstInFlight() - 1) {
            pace.probing = held < 3 * Periods.SECOND;
        } else if (held > PROBE) {
            pace.slots = Search.slots((int) Math.min(firstInFlight() - 1.0, 2 * slots.value()), now);
        }
    }
}
