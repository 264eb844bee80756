package io.drover.worker.pace;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one system's limits, and what was given out of them; shared by all processes. Times are microseconds on the
 * database's clock. Lives within one transaction on its row; its fields are what the row keeps.
 *
 * <p>Permits are spread evenly: no window of any phase holds more than the limit, whether the system counts in fixed windows,
 * sliding ones or a bucket. A little less than the limit is given out, so that a request that was slow on its way does no harm.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
@JsonIgnoreProperties(ignoreUnknown = true)
final class SystemPace {

    static final long LONGEST_HOLD = 3600 * Periods.SECOND;

    /** Permits are given out so far ahead: long enough for few round trips, short enough that little is lost with a process. */
    static final long AHEAD = 500_000L;

    /** At once, to one process: whatever is told, an answer stays small. */
    private static final int MOST_PERMITS = 5_000;

    /** Longer windows are not spread: requests only wait when one is used up. */
    static final long LONGEST_SPREAD = 3600 * Periods.SECOND;

    private static final long FORGOTTEN = 30 * Periods.SECOND;
    /** A short period's share leaves room for 30 ms of every second. */
    private static final double SHARE = 0.97;

    private static final double SHARE_OF_MANY = 0.98;
    private static final long MANY = 50;

    String title = "";
    /** What was found out by refusals; null while nothing was. */
    @Nullable
    Search rate;

    @Nullable
    Search slots;
    /** Whether the first refusal is still to be understood: too many at once, or too many in a time. */
    boolean probing;

    long probedAt;

    /** In which time the system counts, as far as it is known. */
    long period = Periods.SECOND;

    /** What headers tell; 0 while they do not. Over more than {@link #LONGEST_SPREAD} it is only known and not kept to. */
    long quota;

    long quotaPeriod;
    /** How many requests were taken since headers told of a limit, and since when. */
    long untold;

    long untoldSince;
    /** How much of what is told or read in headers is asked for: less where somebody else uses the system, too. */
    double share = 1;

    /** The time of the last answer. */
    long clock;

    /** When the next permit is due. */
    long next;

    /** Nothing is sent before: at most {@link #LONGEST_HOLD} ahead, then one request finds out whether it is still so. */
    long heldUntil;

    /** Until when the system said to wait, which may be longer; of a hold that is over it means nothing. */
    long saidUntil;
    /** Refusals of requests that were sent before say nothing new. */
    long judgedAt;

    /** The first refusal since something was taken. */
    long eventAt;

    /** When the window begins that the system told to wait for; 0 when it did not. */
    long windowFrom;

    /** How many refusals came one after the other, with nothing taken between. */
    long quiet;

    /** Whether the refusal that counts now was the first of all. */
    boolean atFirst;

    /** Whether what was taken before the last refusal is the limit, once it is all told. */
    boolean counting;

    /** What the system took since the last refusal, and from the one before to it. */
    long acceptedSince;

    long acceptedBefore;
    long shareAt;

    long allowed;
    /** Since when it is counted how much of the rate is used, and what {@link #allowed} was then. */
    long usedSince;

    long allowedThen;
    long refused;
    long refusedAt;
    long unit;
    long used;
    long usedBefore;
    Map<String, WorkerPace> workers = new HashMap<>();

    /** Forgets what no release learns any more: a rate of nothing, which would be taken for no limit, and one without bound. */
    void mend() {
        rate = rate != null && rate.isSound() ? rate : null;
        slots = slots != null && slots.isSound() ? slots : null;
    }

    /** Takes what a process tells and gives it what it may send. */
    Grant answer(Ask ask, long now) {
        if (now + Periods.SECOND < clock) {
            back(clock - now);
        }
        clock = now;
        heldUntil = Math.min(heldUntil, now + LONGEST_HOLD);
        title = ask.title();
        workers.values().removeIf(each -> now - each.seen > FORGOTTEN && each.slotsUntil < now);
        WorkerPace worker = workers.computeIfAbsent(ask.worker(), name -> new WorkerPace());
        worker.seen = now;
        worker.waiting = new HashMap<>(ask.waiting());
        worker.told = ask.told();
        Learning learning = new Learning(this, now);
        learning.accepted(ask.accepted(), worker);
        new Headers(this, now).read(ask.quotas(), ask.accepted());
        ask.refusals().forEach(refusal -> learning.refused(refusal, worker));
        learning.grow();
        int most = mostAtOnce();
        int granted = most == 0 ? -1 : new Slots(workers, most, now).of(worker, ask);
        List<Long> due = new ArrayList<>();
        long again = now;
        double perSecond = perSecond();
        long slack = 0;
        if (perSecond > 0) {
            long every = Math.max(1, (long) Math.ceil(Periods.SECOND / perSecond));
            slack = Math.max(every, countedIn() / 33);
            again = permits(Math.min(ask.permits(), fair(perSecond)), every, due, now);
        }
        double allows = perSecond > 0 ? perSecond : most;
        return new Grant(
                now, perSecond > 0, due, slack, again, granted, worker.slotsUntil, heldUntil, saidUntil, allows);
    }

    /** What lies ahead of a clock that was put right would else be waited for. */
    private void back(long by) {
        next = Periods.back(next, by);
        heldUntil = Periods.back(heldUntil, by);
        saidUntil = Periods.back(saidUntil, by);
        judgedAt = Periods.back(judgedAt, by);
        eventAt = Periods.back(eventAt, by);
        windowFrom = Periods.back(windowFrom, by);
        probedAt = Periods.back(probedAt, by);
        shareAt = Periods.back(shareAt, by);
        usedSince = Periods.back(usedSince, by);
        untoldSince = Periods.back(untoldSince, by);
        refusedAt = Periods.back(refusedAt, by);
        if (rate != null) {
            rate.back(by);
        }
        if (slots != null) {
            slots.back(by);
        }
        workers.values().forEach(worker -> worker.back(by));
    }

    void hold(long now, long micros) {
        saidUntil = now < heldUntil ? Math.max(saidUntil, now + micros) : now + micros;
        heldUntil = Math.max(heldUntil, now + Math.min(micros, LONGEST_HOLD));
        next = Math.max(next, heldUntil);
    }

    /** @return when to ask again */
    private long permits(int wanted, long every, List<Long> due, long now) {
        long ahead = every * (burst() - 1L);
        next = Math.min(next, Math.max(now, heldUntil) + AHEAD + ahead + every); // it may have been a lower rate's
        while (due.size() < wanted) {
            long at = Math.max(Math.max(now, heldUntil), next - ahead);
            if (at > now + AHEAD) {
                return at - AHEAD / 2;
            }
            next = Math.max(next, at) + every;
            due.add(at);
            count(at);
        }
        return due.isEmpty() ? now + AHEAD / 2 : Math.max(now + 20_000, due.getLast() - AHEAD / 2);
    }

    /** No process takes more at a time than its part: the others ask as well. */
    private int fair(double perSecond) {
        long asking = Math.max(
                1, workers.values().stream().filter(WorkerPace::isWaiting).count());
        double part = Math.min(MOST_PERMITS, Math.ceil(perSecond * AHEAD / Periods.SECOND / asking));
        return (int) Math.max(1, part + burst() - 1);
    }

    private void count(long at) {
        long now = at / unitMicros();
        if (now != unit) {
            usedBefore = now == unit + 1 ? used : 0;
            used = 0;
            unit = now;
        }
        used++;
    }

    /** What is shown is shown by the second or the minute. */
    long unitMicros() {
        return countedIn() > Periods.SECOND || (perSecond() > 0 && perSecond() < 1)
                ? 60 * Periods.SECOND
                : Periods.SECOND;
    }

    private Told told() {
        return workers.values().stream().map(worker -> worker.told).reduce(Told.NOTHING, Told::and);
    }

    private int burst() {
        return Math.max(1, told().burst());
    }

    long countedIn() {
        Told told = told();
        return told.requests() > 0 ? told.periodMicros() : isQuotaSpread() ? quotaPeriod : period;
    }

    /** Whether there is anything that a process has to keep to. */
    boolean isLimited(long now) {
        return heldUntil > now || perSecond() > 0 || mostAtOnce() > 0;
    }

    /** Requests a second that are given out; 0 when no limit of this sort is known. */
    double perSecond() {
        double least = rate == null ? Double.MAX_VALUE : rate.value();
        if (isQuotaSpread()) {
            least = Math.min(least, share * part(quota) * quota * Periods.SECOND / quotaPeriod);
        }
        Told told = told();
        if (told.requests() > 0) {
            least = Math.min(least, share * part(told.requests()) * told.perSecond());
        }
        return least == Double.MAX_VALUE ? 0 : least;
    }

    /** Whether a person or a header says what the rate is. */
    boolean isRateSaid() {
        return isQuotaSpread() || told().requests() > 0;
    }

    private boolean isQuotaSpread() {
        return quota > 0 && quotaPeriod <= LONGEST_SPREAD;
    }

    private static double part(long requests) {
        return requests >= MANY ? SHARE_OF_MANY : SHARE;
    }

    /** Requests on their way at once; 0 when no limit of this sort is known. */
    int mostAtOnce() {
        int learned = slots == null ? 0 : (int) slots.value();
        int told = told().concurrency();
        return learned == 0 ? told : told == 0 ? learned : Math.min(told, learned);
    }
}
