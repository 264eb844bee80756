package io.drover.http;

import io.drover.spi.ConnectorException;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Does for each record of a batch what it takes, several at a time, and tells a bad record from a bad system.
 *
 * <p>A failure that is not about one record ends the batch at once: a refused token, a pause that the system asks for, a
 * host that cannot be reached, a secret, a stale attempt, anything of type INTERNAL or RESOURCES. Any other makes its record
 * a <em>suspect</em>, and the others go on. When all had their turn, the system is asked a control question; each suspect is
 * tried once more; what fails again, while the system still answers the control question, is rejected.
 *
 * <p>What it costs when nothing fails: nothing. A suspect that the system answers at once costs one more try. One that uses
 * up its patience (5xx for ever, broken connections) costs {@link HttpSettings#patience()}, 25 s unless set, and in the
 * second round {@link Hurry#PATIENCE}; one that gets no answer costs {@link HttpSettings#responseTimeout()}, 30 s, and then
 * {@link Hurry#RESPONSE}. {@code limit} of them wait at the same time; when {@code limit} of them have, those that begin are
 * in a hurry in the first round too. So of a batch of 250 records with 16 at a time, 16 that always answer 500 take 30 s
 * together, and 100 of them 25 + 30 + 35 = 90 s, within the 120 s of a batch; 16 that never answer take 40 s.
 */
public final class EachRecord {

    /** So many in a row that used up their patience, while nothing worked, are an outage. */
    private static final int OUTAGE = 20;

    /** When the first records of a batch, this many, are all forbidden, everything is. */
    private static final int FORBIDDEN = 3;

    private EachRecord() {}

    /** What one record takes. Called twice for a suspect: what creates must look before it sends again. */
    @FunctionalInterface
    public interface Work<T> {
        /** @throws ConnectorException when the record could not be done */
        void on(T item);
    }

    /** Takes the records that are to blame themselves. */
    @FunctionalInterface
    public interface Rejection<T> {
        /** @param why what the second try failed with */
        void on(T item, ConnectorException why);
    }

    /**
     * Returns when each record is done or rejected. Nothing is done twice for a record that succeeded; rejections come last,
     * in the order of the records, from the thread that called.
     *
     * @param limit how many at a time
     * @param control a question that a well system answers, for example its health check; throws {@link ConnectorException}
     *     when it is not well. Asked only when something failed
     * @throws ConnectorException why the batch could not be done: the failure of a record that is not about the record, of an
     *     outage, of the control question; and whatever {@code rejection} throws
     */
    public static <T> void forEach(
            List<T> items, int limit, Runnable control, Work<? super T> work, Rejection<? super T> rejection) {
        List<Place<T>> all = IntStream.range(0, items.size())
                .mapToObj(i -> new Place<>(i, items.get(i)))
                .toList();
        Tally tally = new Tally(limit);
        List<Suspect<T>> suspects = round(all, limit, tally, false, work);
        if (suspects.isEmpty()) {
            return;
        }
        control.run();
        List<Place<T>> again = suspects.stream().map(Suspect::place).toList();
        List<Suspect<T>> guilty = round(again, limit, new Tally(limit), true, work);
        if (guilty.isEmpty()) {
            return;
        }
        control.run();
        for (Suspect<T> one : guilty) {
            rejection.on(one.place.item, one.why);
        }
    }

    /** Whether a failure is about the system, this worker or the connection, and says nothing of the one record it came with. */
    public static boolean saysNothingOfTheRecord(ConnectorException why) {
        return Blame.ofTheSystem(why);
    }

    private record Place<T>(int index, T item) {}

    private record Suspect<T>(Place<T> place, ConnectorException why) {}

    /** @return what failed, in the order of the records */
    private static <T> List<Suspect<T>> round(
            List<Place<T>> places, int limit, Tally tally, boolean second, Work<? super T> work) {
        Queue<Suspect<T>> suspects = new ConcurrentLinkedQueue<>();
        Parallel.forEach(places, limit, place -> {
            long began = System.nanoTime();
            try {
                Hurry.during(second || tally.hurry(), () -> work.on(place.item));
                tally.done();
            } catch (ConnectorException why) {
                if (Blame.ofTheSystem(why) || (!second && tally.endsWith(why, place.index, began))) {
                    throw why;
                }
                suspects.add(new Suspect<>(place, why));
            }
        });
        return suspects.stream()
                .sorted(Comparator.comparingInt((Suspect<T> suspect) -> suspect.place.index))
                .toList();
    }

    /** What the first round has seen so far. */
    private static final class Tally {

        private final int limit;
        private boolean anyDone;
        private long lastDone;
        private int forbidden;
        private int costly;
        private int costlyInARow;

        private Tally(int limit) {
            this.limit = limit;
        }

        private synchronized boolean hurry() {
            return costly >= limit;
        }

        private synchronized void done() {
            anyDone = true;
            lastDone = System.nanoTime();
            costlyInARow = 0;
        }

        /**
         * Whether the round ends with this failure. Bad records wait long and so come in last, one after the other: those
         * beside which something was done say nothing of the system.
         */
        private synchronized boolean endsWith(ConnectorException why, int index, long began) {
            if (Blame.forbidden(why)) {
                forbidden += index < FORBIDDEN ? 1 : 0;
                return forbidden == FORBIDDEN && !anyDone;
            }
            if (!Blame.costly(why)) {
                return false;
            }
            costly++;
            costlyInARow += anyDone && lastDone - began > 0 ? 0 : 1;
            return costlyInARow >= OUTAGE;
        }
    }
}
