package io.drover.system;

import static io.drover.system.ChaosPlan.What.FREEZE_SERVICE;
import static io.drover.system.ChaosPlan.What.KILL_BROKER;
import static io.drover.system.ChaosPlan.What.KILL_POSTGRES;
import static io.drover.system.ChaosPlan.What.KILL_SERVICE;
import static io.drover.system.ChaosPlan.What.RESET_BROKER_NETWORK;
import static io.drover.system.ChaosPlan.What.RESET_POSTGRES_NETWORK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Faults of all kinds in a sequence that a seed determines ({@code -Ddrover.seed}), over one execution that has to end balanced.
 * {@code -Ddrover.faults=chaos} is short; {@code soak} moves {@code -Ddrover.soak.cases} test cases, 200,000, and kills
 * processes for {@code -Ddrover.soak.minutes}, 15.
 */
class ChaosTest {

    private static final long SEED = Long.getLong("drover.seed", 1);

    /** Of eight batches of one phase that a service may have in hand, and a coordinator's death that sends them again. */
    private static final int IN_HAND = 8;

    private final FaultReport report = new FaultReport(Program.file("system-tests/target/chaos.md"));

    @Test
    void a_seed_always_makes_the_same_sequence() {
        assertThat(everything(SEED)).isEqualTo(everything(SEED)).isNotEqualTo(everything(SEED + 1));
    }

    @Test
    @EnabledIfSystemProperty(named = "drover.faults", matches = "all|chaos")
    void an_execution_survives_faults_of_every_kind() throws Exception {
        survive("chaos", everything(SEED), 3_000, 60, Duration.ZERO);
    }

    @Test
    @EnabledIfSystemProperty(named = "drover.faults", matches = "soak")
    void a_large_execution_survives_a_quarter_of_an_hour_of_kills() throws Exception {
        int cases = Integer.getInteger("drover.soak.cases", 200_000);
        Duration time = Duration.ofMinutes(Integer.getInteger("drover.soak.minutes", 15));
        List<ChaosPlan.What> kills =
                List.of(KILL_SERVICE, KILL_SERVICE, KILL_SERVICE, KILL_SERVICE, KILL_BROKER, KILL_POSTGRES);
        int events = Math.toIntExact(time.toSeconds() / 15); // which with the restarts takes longer
        ChaosPlan plan = ChaosPlan.of(SEED, events, kills, Duration.ofSeconds(10), Duration.ofSeconds(20));
        survive("soak", plan, cases, 80, time);
    }

    private static ChaosPlan everything(long seed) {
        List<ChaosPlan.What> all = List.of(
                KILL_SERVICE,
                KILL_SERVICE,
                KILL_SERVICE,
                KILL_BROKER,
                KILL_POSTGRES,
                FREEZE_SERVICE,
                RESET_BROKER_NETWORK,
                RESET_POSTGRES_NETWORK);
        return ChaosPlan.of(seed, 12, all, Duration.ofMillis(500), Duration.ofSeconds(4));
    }

    private void survive(String name, ChaosPlan plan, int cases, int latencyMs, Duration atLeast) throws Exception {
        Cell cell =
                Cell.qtest(Rig.Kind.SIX_PROCESSES, cases, name, cases + " test cases, seed " + plan.seed(), trial -> {
                    trial.migration()
                            .putObject("options")
                            .put("batchSize", 100)
                            .put("concurrency", 16)
                            .put("deadlineSeconds", 20);
                    trial.latency(latencyMs);
                    trial.begin();
                    trial.awaitCreated(1);
                    long begun = System.nanoTime();
                    int happened = 0;
                    for (ChaosPlan.Event event : plan.events()) {
                        Trial.pause(event.after());
                        if (trial.hasEnded()) {
                            break;
                        }
                        System.out.println("seed " + plan.seed() + ", " + ++happened + ": " + event);
                        ChaosPlan.play(event, trial.rig());
                    }
                    assertThat(Duration.ofNanos(System.nanoTime() - begun))
                            .as("how long faults came before it ended")
                            .isGreaterThanOrEqualTo(atLeast);
                    trial.firedUntilNow(happened);
                    trial.mayRedo(IN_HAND);
                });
        try (Rig rig = Rig.start(cell.rig())) {
            report.add(cell, cell.play().on(rig));
        }
    }
}
