package io.drover.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Which faults come when. The same seed makes the same sequence, whatever the machine. */
record ChaosPlan(long seed, List<Event> events) {

    /** What can happen. Each is over before the next begins. */
    enum What {
        KILL_SERVICE,
        KILL_BROKER,
        KILL_POSTGRES,
        FREEZE_SERVICE,
        RESET_BROKER_NETWORK,
        RESET_POSTGRES_NETWORK
    }

    /**
     * @param after time since the event before was over
     * @param program whom it strikes; PostgreSQL and the broker are told by {@code what}
     * @param lasts how long it stands still, or is away
     */
    record Event(Duration after, What what, Program program, Duration lasts) {

        @Override
        public String toString() {
            String whom = what.name().endsWith("SERVICE") ? " " + program.module() : "";
            return what + whom + " after " + after.toMillis() + " ms for " + lasts.toMillis() + " ms";
        }
    }

    /**
     * @param kinds what may happen; one that is named twice comes twice as often
     * @param least shortest time between two events
     * @param most longest
     */
    static ChaosPlan of(long seed, int events, List<What> kinds, Duration least, Duration most) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Event> all = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            all.add(new Event(
                    Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1)),
                    kinds.get(random.nextInt(kinds.size())),
                    Program.SERVICES.get(random.nextInt(Program.SERVICES.size())),
                    Duration.ofMillis(random.nextLong(200, 4_000))));
        }
        return new ChaosPlan(seed, List.copyOf(all));
    }

    /** Makes an event happen, and returns when it is over. */
    static void play(Event event, Rig rig) throws Exception {
        Service service = rig.installation().service(event.program());
        switch (event.what()) {
            case KILL_SERVICE -> {
                service.kill9();
                service.restart();
            }
            case KILL_BROKER -> {
                rig.broker().kill9();
                Trial.pause(event.lasts());
                rig.broker().start();
            }
            case KILL_POSTGRES -> {
                rig.servers().postgres().kill();
                Trial.pause(event.lasts());
                rig.servers().postgres().start();
            }
            case FREEZE_SERVICE -> {
                service.freeze();
                Trial.pause(event.lasts());
                service.thaw();
            }
            case RESET_BROKER_NETWORK -> {
                rig.broker().proxy().cut();
                Trial.pause(event.lasts());
                rig.broker().proxy().heal();
            }
            case RESET_POSTGRES_NETWORK -> {
                rig.database().cut();
                Trial.pause(event.lasts());
                rig.database().heal();
            }
        }
    }
}
