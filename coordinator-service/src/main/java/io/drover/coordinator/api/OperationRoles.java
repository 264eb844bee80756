package io.drover.coordinator.api;

import io.drover.api.AccessRole;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Which role each operation wants, once for all: what is asked for is held against this, and the OpenAPI document is written from it.
 * What is in no list is nobody's, and the document is not built with it.
 */
enum OperationRoles {
    /** Names of secrets are in definitions as well; the archive is sealed, and its password is nowhere here. */
    READS(
            AccessRole.VIEWER,
            "whoAmI",
            "listConnectors",
            "listPaths",
            "listMigrations",
            "getMigration",
            "getPlan",
            "listSecrets",
            "listExecutions",
            "getExecution",
            "watchExecution",
            "getLog",
            "getAudit",
            "proveAudit",
            "getRecords",
            "listFindings",
            "getReport",
            "getEvidence",
            "getArchive",
            "getConsent",
            "listDeadLetters"),
    WORKS(AccessRole.OPERATOR, "defineMigration", "removeMigration", "startExecution", "stopExecution", "confirmStep"),
    /** What becomes of an execution that is held is a decision like the one that let it begin. */
    ANSWERS_FOR_IT(AccessRole.APPROVER, "giveConsent", "resumeExecution", "abandonExecution"),
    KEEPS_THE_KEYS(
            AccessRole.ADMINISTRATOR,
            "putSecret",
            "removeSecret",
            "rotateKey",
            "replayDeadLetter",
            "createToken",
            "listTokens",
            "revokeToken",
            "getInstallationAudit");

    private final AccessRole role;
    private final Set<String> operations;

    OperationRoles(AccessRole role, String... operations) {
        this.role = role;
        this.operations = Set.of(operations);
    }

    /** Empty for what no list has. */
    static Optional<AccessRole> of(String operationId) {
        return Arrays.stream(values())
                .filter(each -> each.operations.contains(operationId))
                .map(each -> each.role)
                .findFirst();
    }

    /** Of a method that answers requests. */
    static Optional<AccessRole> of(Method method) {
        return Optional.ofNullable(method.getAnnotation(Operation.class)).flatMap(said -> of(said.operationId()));
    }
}
