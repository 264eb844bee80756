package io.drover.worker.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.spi.Turn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one process holds, on a clock that the test moves. */
class BookTest {

    private static final Told FIVE = new Told(5, Periods.SECOND, 0, 0);

    private final Book book = new Book();
    private final SystemPace pace = new SystemPace();
    private final Deque<Ticket> onTheirWay = new ArrayDeque<>();
    private long now = 1000 * Periods.SECOND;

    @Test
    void what_one_execution_says_holds_for_another_that_says_nothing() {
        int gone = 0;
        for (int round = 0; round < 1000; round++) { // ten seconds
            gone += goes("limited", FIVE) ? 1 : 0;
            gone += goes("free", Told.NOTHING) ? 1 : 0;
            now += Periods.SECOND / 100;
        }
        assertThat(gone).isBetween(45, 50);
    }

    @Test
    void of_two_that_say_different_things_the_stricter_holds() {
        int gone = 0;
        for (int round = 0; round < 1000; round++) {
            gone += goes("one", new Told(50, Periods.SECOND, 0, 0)) ? 1 : 0;
            gone += goes("other", FIVE) ? 1 : 0;
            now += Periods.SECOND / 100;
        }
        assertThat(gone).isBetween(45, 50);
    }

    @Test
    void what_nobody_says_any_more_holds_no_longer_and_what_a_waiting_request_says_does() {
        Told seldom = new Told(1, 100 * Periods.SECOND, 0, 0);
        book.enter(ticket("limited"), seldom, now);
        book.enter(ticket("limited"), seldom, now);
        assertThat(sent(90)).isEqualTo(1);

        book.enter(ticket("free"), Told.NOTHING, now);
        assertThat(sent(5)).isZero();

        assertThat(sent(10)).isEqualTo(1); // the second of those that were limited
        assertThat(sent(35)).isEqualTo(1); // and when nobody had said it for a while, the one that is not
        assertThat(book.ask("worker", "System", now).told()).isEqualTo(Told.NOTHING);
    }

    @Test
    void a_hold_that_the_row_does_not_know_any_more_is_over() {
        pace.hold(now, 60 * Periods.SECOND);
        book.enter(ticket("one"), FIVE, now);
        assertThat(sent(2)).isZero();

        pace.heldUntil = 0; // its row was deleted
        pace.next = 0;

        assertThat(sent(2)).isEqualTo(1);
    }

    @Test
    void while_nobody_can_be_asked_what_was_refused_is_not_repeated_at_once() {
        int gone = 0;
        for (int round = 0; round < 1000; round++) { // ten seconds
            Ticket ticket = ticket("one");
            book.enter(ticket, Told.NOTHING, now);
            if (book.needs(now)) {
                book.unheard(book.ask("worker", "System", now), now);
                book.serve(now);
            }
            if (ticket.isServed() && ticket.due() <= now && book.go(ticket, now)) {
                gone++;
                book.answered(ticket, new Turn.Answered(429, Optional.empty(), List.of()), now);
                book.ended(ticket, now);
            } else {
                book.leave(ticket, now);
            }
            now += Periods.SECOND / 100;
        }
        assertThat(gone).isBetween(8, 12);
    }

    private static Ticket ticket(String execution) {
        return new Ticket(execution, Thread.currentThread());
    }

    /** Whether a request of it goes at once or within the round. */
    private boolean goes(String execution, Told told) {
        Ticket ticket = ticket(execution);
        book.enter(ticket, told, now);
        ask();
        if (ticket.isServed() && ticket.due() <= now && book.go(ticket, now)) {
            book.ended(ticket, now);
            return true;
        }
        book.leave(ticket, now);
        return false;
    }

    /** How many of those that wait go in so many seconds; each is answered at once. */
    private int sent(int seconds) {
        int gone = 0;
        for (int tenth = 0; tenth < 10 * seconds; tenth++) {
            ask();
            onTheirWay.addAll(book.serve(now));
            for (int i = onTheirWay.size(); i > 0; i--) {
                Ticket ticket = onTheirWay.removeFirst();
                if (ticket.due() > now) {
                    onTheirWay.addLast(ticket);
                } else if (book.go(ticket, now)) {
                    book.ended(ticket, now);
                    gone++;
                }
            }
            now += Periods.SECOND / 10;
        }
        return gone;
    }

    private void ask() {
        if (book.needs(now)) {
            book.granted(pace.answer(book.ask("worker", "System", now), now), 0);
            onTheirWay.addAll(book.serve(now));
        }
    }
}
