package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.generated.ApiClient;
import io.drover.generated.ApiException;
import io.drover.generated.api.EvidenceApi;
import io.drover.generated.api.ExecutionsApi;
import io.drover.generated.api.MigrationsApi;
import io.drover.generated.api.SecretsApi;
import io.drover.generated.model.Execution;
import io.drover.generated.model.ExecutionStatus;
import io.drover.generated.model.Migration;
import io.drover.generated.model.MigrationOptions;
import io.drover.generated.model.MigrationSide;
import io.drover.generated.model.SecretValue;
import io.drover.generated.model.StoredSecret;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A client that openapi-generator made of the committed document, at the build: nothing in it was written by hand. */
class GeneratedClientTest {

    private static final long CASES = 40;

    @Test
    void a_migration_is_defined_planned_run_to_its_end_and_reported() throws Exception {
        ApiClient client = client();
        MigrationsApi migrations = new MigrationsApi(client);
        ExecutionsApi executions = new ExecutionsApi(client);
        try (RunningSandbox sandbox = Sandboxes.generated((int) CASES, 3)) {
            SecretsApi secrets = new SecretsApi(client);
            secrets.putSecret(
                    "generated.zephyr",
                    new SecretValue()
                            .value(ZephyrLookAlike.in(sandbox).token())
                            .connector("zephyr-scale")
                            .addresses(List.of(ZephyrLookAlike.in(sandbox).url())),
                    null,
                    null);
            secrets.putSecret(
                    "generated.qtest",
                    new SecretValue()
                            .value(QTestLookAlike.in(sandbox).token())
                            .connector("qtest")
                            .addresses(List.of(QTestLookAlike.in(sandbox).url())),
                    null,
                    null);
            assertThat(secrets.listSecrets())
                    .extracting(StoredSecret::getName)
                    .contains("generated.zephyr", "generated.qtest");

            migrations.defineMigration(new Migration()
                    .name("generated-client")
                    .recipe("zephyr-scale-to-qtest")
                    .source(new MigrationSide()
                            .connector("zephyr-scale")
                            .settings(Map.of(
                                    "baseUrl", ZephyrLookAlike.in(sandbox).url(), "projectKey", Migrations.GENERATED))
                            .secrets(Map.of("token", "generated.zephyr")))
                    .target(new MigrationSide()
                            .connector("qtest")
                            .settings(
                                    Map.of("baseUrl", QTestLookAlike.in(sandbox).url(), "projectId", 1))
                            .secrets(Map.of("token", "generated.qtest")))
                    .options(new MigrationOptions().batchSize(10)));
            assertThat(migrations.getPlan("generated-client").getSteps()).isNotEmpty();

            String id = migrations.startExecution("generated-client", "once").getId();
            assertThat(migrations.startExecution("generated-client", "once").getId())
                    .isEqualTo(id);
            Execution end = await("the end of execution " + id)
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(150))
                    .until(() -> executions.getExecution(id), it -> it.getState() != ExecutionStatus.RUNNING);

            assertThat(end.getState()).as(end.toString()).isEqualTo(ExecutionStatus.SUCCESS);
            assertThat(Objects.requireNonNull(end.getBooks().get("testcases")).getLoaded())
                    .isEqualTo(CASES);
            assertThat(end.getFailure()).isNull();
            assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo((int) CASES);
            EvidenceApi evidence = new EvidenceApi(client);
            assertThat(Files.readAllLines(evidence.getAudit(id).toPath()))
                    .hasSize(end.getAudit().getCount().intValue());
            assertThat(Evidence.open(Files.readAllBytes(evidence.getEvidence(id).toPath()))
                            .text("report.html"))
                    .contains("generated-client");
        }
    }

    @Test
    void a_refusal_is_an_exception_with_the_problem_in_it() {
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                        ApiException.class, () -> new ExecutionsApi(client()).getExecution("no-such-execution")))
                .satisfies(refused -> {
                    assertThat(refused.getCode()).isEqualTo(404);
                    assertThat(refused.getResponseBody()).contains("/problems/not-found");
                });
    }

    private static ApiClient client() throws Exception {
        Installation installation = Installation.shared();
        ApiClient client = new ApiClient();
        client.updateBaseUri(
                installation.service(Program.STANDALONE).uri("").toString().replaceAll("/$", ""));
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + installation.apiToken()));
        return client;
    }
}
