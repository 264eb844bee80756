package io.drover.worker.pace;

import io.drover.spi.Turn;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A system that allows so many requests and no more, and counts both. Times are microseconds. */
abstract class LimitedSystem {

    enum Tells {
        NOTHING,
        RETRY_AFTER,
        HEADERS
    }

    private final Tells tells;
    private int inFlight;
    long taken;
    long refused;
    long busy;
    long refusedLate;
    long takenLate;
    long lateFrom = Long.MAX_VALUE;

    LimitedSystem(Tells tells) {
        this.tells = tells;
    }

    abstract boolean admits(long now, int inFlight);

    abstract long untilMore(long now);

    abstract List<Turn.Quota> quotas(long now);

    /** What is allowed on the average, in requests a second; 0 where it is no rate. */
    abstract double perSecond();

    Turn.Answered arrive(long now) {
        boolean fits = admits(now, inFlight);
        if (fits) {
            inFlight++;
            taken++;
            takenLate += now >= lateFrom ? 1 : 0;
        } else {
            refused++;
            refusedLate += now >= lateFrom ? 1 : 0;
        }
        Optional<Duration> wait = fits || tells == Tells.NOTHING
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.max(1, Math.ceilDiv(untilMore(now), Periods.SECOND))));
        return new Turn.Answered(fits ? 200 : 429, wait, tells == Tells.HEADERS ? quotas(now) : List.of());
    }

    void works(long micros) {
        busy += micros;
    }

    void left() {
        inFlight--;
    }

    static LimitedSystem fixed(int requests, long period, Tells tells) {
        return new LimitedSystem(tells) {
            private long window;
            private int used;

            @Override
            boolean admits(long now, int inFlight) {
                roll(now);
                if (used >= requests) {
                    return false;
                }
                used++;
                return true;
            }

            private void roll(long now) {
                long current = (now + period / 3) / period;
                if (current != window) {
                    window = current;
                    used = 0;
                }
            }

            @Override
            long untilMore(long now) {
                return period - (now + period / 3) % period;
            }

            @Override
            List<Turn.Quota> quotas(long now) {
                return List.of(new Turn.Quota(
                        requests,
                        null,
                        (long) requests - used,
                        Duration.ofSeconds(Math.ceilDiv(untilMore(now), Periods.SECOND))));
            }

            @Override
            double perSecond() {
                return requests * 1e6 / period;
            }
        };
    }

    static LimitedSystem sliding(int requests, long period, Tells tells) {
        return new LimitedSystem(tells) {
            private final Deque<Long> last = new ArrayDeque<>();

            @Override
            boolean admits(long now, int inFlight) {
                while (!last.isEmpty() && last.getFirst() <= now - period) {
                    last.removeFirst();
                }
                if (last.size() >= requests) {
                    return false;
                }
                last.addLast(now);
                return true;
            }

            @Override
            long untilMore(long now) {
                return last.getFirst() + period - now;
            }

            @Override
            List<Turn.Quota> quotas(long now) {
                return List.of(
                        new Turn.Quota(requests, Duration.ofNanos(period * 1000), (long) requests - last.size(), null));
            }

            @Override
            double perSecond() {
                return requests * 1e6 / period;
            }
        };
    }

    static LimitedSystem bucket(double rate, int burst, Tells tells) {
        return new LimitedSystem(tells) {
            private double tokens = burst;
            private long at;

            @Override
            boolean admits(long now, int inFlight) {
                tokens = Math.min(burst, tokens + (now - at) * rate / 1e6);
                at = now;
                if (tokens < 1) {
                    return false;
                }
                tokens--;
                return true;
            }

            @Override
            long untilMore(long now) {
                return (long) ((1 - tokens) / rate * 1e6);
            }

            @Override
            List<Turn.Quota> quotas(long now) {
                return List.of(new Turn.Quota((long) rate, Duration.ofSeconds(1), (long) tokens, null));
            }

            @Override
            double perSecond() {
                return rate;
            }
        };
    }

    static LimitedSystem concurrent(int most, Tells tells) {
        return new LimitedSystem(tells) {
            @Override
            boolean admits(long now, int inFlight) {
                return inFlight < most;
            }

            @Override
            long untilMore(long now) {
                return 1;
            }

            @Override
            List<Turn.Quota> quotas(long now) {
                return List.of();
            }

            @Override
            double perSecond() {
                return 0;
            }
        };
    }
}
