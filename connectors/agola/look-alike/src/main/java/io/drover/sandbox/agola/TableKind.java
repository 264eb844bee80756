package io.drover.sandbox.agola;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of v0.8 and later in the order of their export, with their foreign keys and unique columns (1.6). */
enum TableKind {
    CHANGE_GROUP("ChangeGroup", AgolaService.RUNSERVICE, null, Map.of()),
    RUN_CONFIG("RunConfig", AgolaService.RUNSERVICE, null, Map.of()),
    RUN("Run", AgolaService.RUNSERVICE, "sequence", Map.of("run_config_id", RUN_CONFIG)),
    RUN_COUNTER("RunCounter", AgolaService.RUNSERVICE, "GroupID", Map.of()),
    RUN_EVENT("RunEvent", AgolaService.RUNSERVICE, "Sequence", Map.of()),
    EXECUTOR("Executor", AgolaService.RUNSERVICE, null, Map.of()),
    EXECUTOR_TASK("ExecutorTask", AgolaService.RUNSERVICE, null, Map.of()),

    REMOTE_SOURCE("RemoteSource", AgolaService.CONFIGSTORE, null, Map.of()),
    USER("User", AgolaService.CONFIGSTORE, null, Map.of()),
    USER_TOKEN("UserToken", AgolaService.CONFIGSTORE, null, Map.of("user_id", USER)),
    LINKED_ACCOUNT(
            "LinkedAccount",
            AgolaService.CONFIGSTORE,
            null,
            Map.of("user_id", USER, "remote_source_id", REMOTE_SOURCE)),
    ORGANIZATION("Organization", AgolaService.CONFIGSTORE, null, Map.of()),
    ORGANIZATION_MEMBER(
            "OrganizationMember",
            AgolaService.CONFIGSTORE,
            null,
            Map.of("user_id", USER, "organization_id", ORGANIZATION)),
    PROJECT_GROUP("ProjectGroup", AgolaService.CONFIGSTORE, null, Map.of()),
    PROJECT("Project", AgolaService.CONFIGSTORE, null, Map.of()),
    SECRET("Secret", AgolaService.CONFIGSTORE, null, Map.of()),
    VARIABLE("Variable", AgolaService.CONFIGSTORE, null, Map.of()),
    ORG_INVITATION(
            "OrgInvitation", AgolaService.CONFIGSTORE, null, Map.of("user_id", USER, "organization_id", ORGANIZATION));

    private static final Map<AgolaService, List<TableKind>> BY_SERVICE = new EnumMap<>(AgolaService.class);

    static {
        for (AgolaService service : AgolaService.values()) {
            BY_SERVICE.put(
                    service,
                    Arrays.stream(values())
                            .filter(kind -> kind.service == service)
                            .toList());
        }
    }

    private final String word;
    private final AgolaService service;
    private final @Nullable String unique;
    private final Map<String, TableKind> references;

    TableKind(String word, AgolaService service, @Nullable String unique, Map<String, TableKind> references) {
        this.word = word;
        this.service = service;
        this.unique = unique;
        this.references = references;
    }

    static List<TableKind> of(AgolaService service) {
        return BY_SERVICE.getOrDefault(service, List.of());
    }

    static Optional<TableKind> of(AgolaService service, String word) {
        return of(service).stream().filter(kind -> kind.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    /** The field whose value no two rows share, besides the id. */
    @Nullable
    String unique() {
        return unique;
    }

    /** Fields that name a row of another kind. */
    Map<String, TableKind> references() {
        return references;
    }
}
