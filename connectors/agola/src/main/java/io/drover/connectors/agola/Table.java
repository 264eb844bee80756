package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.Service;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of v0.8 and later, per service in the order of their exports (docs/contracts/agola.md 1.6), and what they were in v0.7. */
enum Table {
    CHANGE_GROUP(Service.RUNSERVICE, "ChangeGroup", null),
    RUN_CONFIG(Service.RUNSERVICE, "RunConfig", "runconfig"),
    RUN(Service.RUNSERVICE, "Run", "run"),
    RUN_COUNTER(Service.RUNSERVICE, "RunCounter", "runcounter"),
    RUN_EVENT(Service.RUNSERVICE, "RunEvent", null),
    EXECUTOR(Service.RUNSERVICE, "Executor", null),
    EXECUTOR_TASK(Service.RUNSERVICE, "ExecutorTask", null),
    REMOTE_SOURCE(Service.CONFIGSTORE, "RemoteSource", "remotesource"),
    USER(Service.CONFIGSTORE, "User", "user"),
    USER_TOKEN(Service.CONFIGSTORE, "UserToken", "token"),
    LINKED_ACCOUNT(Service.CONFIGSTORE, "LinkedAccount", "linked_account"),
    ORGANIZATION(Service.CONFIGSTORE, "Organization", "org"),
    ORGANIZATION_MEMBER(Service.CONFIGSTORE, "OrganizationMember", "orgmember"),
    PROJECT_GROUP(Service.CONFIGSTORE, "ProjectGroup", "projectgroup"),
    PROJECT(Service.CONFIGSTORE, "Project", "project"),
    SECRET(Service.CONFIGSTORE, "Secret", "secret"),
    VARIABLE(Service.CONFIGSTORE, "Variable", "variable"),
    ORG_INVITATION(Service.CONFIGSTORE, "OrgInvitation", null);

    private static final Map<String, Table> BY_KIND =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Table::kind, Function.identity()));

    private final Service service;
    private final String kind;
    private final @Nullable String oldType;

    Table(Service service, String kind, @Nullable String oldType) {
        this.service = service;
        this.kind = kind;
        this.oldType = oldType;
    }

    static Optional<Table> of(String kind) {
        return Optional.ofNullable(BY_KIND.get(kind));
    }

    Service service() {
        return service;
    }

    /** The value of {@code exportMeta.kind}. */
    String kind() {
        return kind;
    }

    /** What the conversion's books call its records in v0.7. */
    Optional<String> oldType() {
        return Optional.ofNullable(oldType);
    }
}
