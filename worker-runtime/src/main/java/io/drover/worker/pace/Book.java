package io.drover.worker.pace;

import io.drover.spi.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one process holds of one system: permits and slots that it was granted, and the requests that wait for them. Nothing
 * here waits or asks; times are given, as microseconds of this process. Not safe for several threads.
 */
final class Book {

    /** So often it is looked whether a limit has become known, while a system is asked freely. */
    private static final long LOOK = Periods.SECOND;

    private static final long RENEW = 3 * Periods.SECOND;
    private static final long SLOT_AGAIN = Periods.SECOND / 8;

    private final Queue queue = new Queue();
    private final Deque<Long> spare = new ArrayDeque<>();
    private final Recent recent = new Recent();
    private final List<Refusal> refusals = new ArrayList<>();
    private List<Turn.Quota> quotas = List.of();
    /** What those allow that were told of last. */
    private List<Turn.Quota> limits = List.of();

    private final Said said = new Said();
    /** What was told when it was asked last, and for what there was an answer last. */
    private Told asked = Told.NOTHING;

    private Told heard = Told.NOTHING;
    /** Whether it was asked at all what is known. */
    private boolean looked;

    private boolean governed;
    private boolean rated;
    private long slack;
    private long again;
    private int slots = -1;
    private long slotsUntil;
    private long heldUntil;
    private long saidUntil;
    /** What the last refusals come to, for when nobody can be asked. */
    private long aloneUntil = Long.MIN_VALUE;

    private long askedAt = Long.MIN_VALUE / 2;
    private int served;
    private int inFlight;
    private int peak;
    private long accepted;
    private boolean news;
    private double allowed;
    private long taken;
    private long refused;
    private long deafUntil = Long.MIN_VALUE;

    /** One more request wants to go. */
    void enter(Ticket ticket, Told limits, long now) {
        ticket.says(said.open(limits));
        if (!isHeard()) {
            spare.clear(); // they were given out under what held before
        }
        queue.add(ticket);
        peak = Math.max(peak, inFlight + served + queue.size());
        serve(now);
    }

    /** @return those that have just been served */
    List<Ticket> serve(long now) {
        List<Ticket> lucky = new ArrayList<>();
        while (!spare.isEmpty() && now > spare.getFirst() + slack) {
            spare.removeFirst();
        }
        while (queue.size() > 0 && hasRoom(now) && (!rated || !spare.isEmpty())) {
            Ticket next = queue.next();
            next.serve(Math.max(rated ? spare.removeFirst() : now, heldUntil));
            served++;
            lucky.add(next);
        }
        return lucky;
    }

    private boolean hasRoom(long now) {
        boolean unknown =
                !looked || !isHeard() || (!governed && (news || !said.sum().isNothing()));
        return !unknown && (slots < 0 || (inFlight + served < slots && now < slotsUntil));
    }

    /** Whether what holds was given for all that is said here. */
    private boolean isHeard() {
        return said.sum().equals(heard);
    }

    /** Whether a served request may really go: not when its time has passed unused. Then it is the first that waits. */
    boolean go(Ticket ticket, long now) {
        served--;
        if (now < heldUntil || (rated && now > ticket.due() + slack)) {
            ticket.serve(Ticket.NONE);
            queue.addFirst(ticket);
            return false;
        }
        inFlight++;
        ticket.sent(now, inFlight, governed);
        return true;
    }

    /** A request that has not gone does not go any more. */
    void leave(Ticket ticket, long now) {
        ticket.close(now);
        if (ticket.isServed()) {
            served--;
            if (rated) {
                spare.addFirst(ticket.due());
            }
        } else {
            queue.remove(ticket);
        }
    }

    void answered(Ticket ticket, Turn.Answered answer, long now) {
        if (answer.refused()) {
            refused++;
            long wait = answer.retryAfter().map(asked -> asked.toNanos() / 1000).orElse(-1L);
            aloneUntil = Math.max(aloneUntil, now + Math.clamp(wait, Periods.SECOND, SystemPace.LONGEST_HOLD));
            if (now < deafUntil) {
                holdAlone();
            }
            long period = Periods.atLeast(wait);
            long before = recent.since(now - period);
            long minute = recent.since(now - 60 * Periods.SECOND);
            // Told as seen from no time at all: how long ago that was is known when it is told.
            refusals.add(new Refusal(
                    -ticket.sentAt(), ticket.isGoverned(), wait, ticket.inFlight(), period, before, minute));
        } else {
            accepted++;
            taken++;
            recent.add(now);
        }
        if (!answer.quotas().isEmpty()) {
            quotas = answer.quotas();
            news = news || (!governed && isNews());
        }
    }

    /** Whether what headers tell changes anything: each answer has some. */
    private boolean isNews() {
        if (quotas.stream().anyMatch(Headers::isUsedUp)) {
            return true;
        }
        List<Turn.Quota> now = quotas.stream()
                .map(quota -> new Turn.Quota(quota.requests(), quota.window(), null, null))
                .toList();
        boolean other = !now.equals(limits);
        limits = now;
        return other;
    }

    /** A request is not on its way any more. */
    void ended(Ticket ticket, long now) {
        ticket.close(now);
        inFlight--;
    }

    boolean needs(long now) {
        return now >= askAt();
    }

    /** When it has to be asked for more. */
    long askAt() {
        return Math.max(deafUntil, wantedAt());
    }

    private long wantedAt() {
        if (!refusals.isEmpty() || news || !isHeard()) {
            return Long.MIN_VALUE;
        }
        if (!governed) {
            return askedAt + LOOK;
        }
        long when = askedAt + (slots >= 0 && inFlight + queue.size() > 0 ? RENEW : LOOK);
        if (rated && missing() > 0) {
            when = Math.min(when, again);
        }
        if (slots >= 0 && queue.size() > 0 && inFlight + served >= slots) {
            when = Math.min(when, askedAt + SLOT_AGAIN);
        }
        return when;
    }

    /** Requests on their way make room for others that will want to go as well. */
    private int missing() {
        return queue.size() + inFlight - spare.size();
    }

    Ask ask(String worker, String title, long now) {
        asked = said.sum(now);
        Ask ask = new Ask(
                worker,
                title,
                queue.size() == 0 ? Map.of() : queue.byExecution(),
                inFlight + served,
                isIdle() ? 0 : Math.max(peak, inFlight + served + queue.size()),
                queue.size() > 0 ? Integer.MAX_VALUE : Math.max(0, missing()),
                accepted,
                refusals.stream().map(refusal -> refusal.after(now)).toList(),
                quotas,
                asked);
        accepted = 0;
        refusals.clear();
        quotas = List.of();
        news = false;
        peak = 0;
        askedAt = now;
        return ask;
    }

    /** Nobody could be asked: what was to be told is told the next time. */
    void unheard(Ask ask, long now) {
        accepted += ask.accepted();
        ask.refusals().forEach(refusal -> refusals.add(refusal.after(-now)));
        deafUntil = now + Periods.SECOND;
        looked = true;
        holdAlone();
    }

    /** Nobody else says how long to hold after a refusal, and at once it would be refused again. */
    private void holdAlone() {
        heldUntil = Math.max(heldUntil, aloneUntil);
        saidUntil = heldUntil;
    }

    /** @param ahead of the database's clock */
    void granted(Grant grant, long ahead) {
        looked = true;
        heard = asked;
        allowed = grant.allowed();
        governed = grant.governs();
        rated = grant.rated();
        slack = grant.slack();
        again = grant.again() + ahead;
        slots = grant.slots();
        slotsUntil = grant.slotsUntil() + ahead;
        heldUntil = grant.heldUntil() + ahead;
        saidUntil = grant.saidUntil() + ahead;
        spare.removeIf(due -> !rated || due < heldUntil);
        grant.due().forEach(due -> spare.addLast(due + ahead));
    }

    /** How long the system still asks everybody to wait. */
    long askedToWait(long now) {
        return now < heldUntil ? Math.max(heldUntil, saidUntil) - now : 0;
    }

    /** Whether it holds slots that lapse while requests are on their way. */
    boolean holdsSlots() {
        return slots >= 0 && inFlight > 0;
    }

    /** Who goes next of those that still wait; null when none does. */
    @Nullable
    Ticket firstWaiting() {
        return queue.first();
    }

    /** Whether it holds slots that it does not use. */
    boolean isIdle() {
        return slots > 0 && inFlight + served + queue.size() == 0;
    }

    double allowed() {
        return allowed;
    }

    long taken() {
        return taken;
    }

    long refused() {
        return refused;
    }

    int waiting() {
        return queue.size() + served;
    }
}
