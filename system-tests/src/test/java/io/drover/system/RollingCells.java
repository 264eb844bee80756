package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Every service is replaced during a run, as an upgrade does it. */
final class RollingCells {

    private static final String FAULT = "rolling replacement";

    private RollingCells() {}

    static List<Cell> all() {
        return List.of(
                Cell.qtest(FAULT, "of every service during one run", trial -> {
                    trial.latency(1_200);
                    trial.migration()
                            .putObject("options")
                            .put("batchSize", 10)
                            .put("concurrency", 4)
                            .put("inFlight", 1)
                            .put("deadlineSeconds", 30);
                    trial.begin();
                    trial.awaitCreated(1);
                    replaceAll(trial);
                    trial.mayRedo(2);
                }),
                Cell.agola(FAULT, "of every service while it waits for consent", trial -> {
                    trial.comeTo("consent");
                    replaceAll(trial);
                    trial.letThemDo();
                }));
    }

    private static void replaceAll(Trial trial) throws Exception {
        for (Program program : Program.SERVICES) {
            try (Service next = trial.another(program)) {
                trial.service(program).restart();
            }
            assertThat(trial.hasEnded())
                    .as("ended before %s was replaced", program)
                    .isFalse();
        }
        trial.firedUntilNow(Program.SERVICES.size());
    }
}
