package io.drover.validator;

import io.drover.contracts.Phase;
import io.drover.telemetry.ReadinessNeeds;
import io.drover.worker.WorkerReadiness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Whether this service can do what its topic commands. */
@Readiness
@Startup
@ApplicationScoped
public class ValidatorReadiness implements HealthCheck {

    private final ReadinessNeeds needs;

    ValidatorReadiness(WorkerReadiness worker) {
        this.needs = worker.of("validator-service", Phase.VALIDATE, "validator-commands");
    }

    @Override
    public HealthCheckResponse call() {
        return needs.response();
    }
}
