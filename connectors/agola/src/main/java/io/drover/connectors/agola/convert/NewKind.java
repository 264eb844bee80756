package io.drover.connectors.agola.convert;

/**
 * The kinds that a converted file has, per service in the order of its foreign keys, which is also that of an export of v0.8.
 *
 * <p>Change groups, run events, executors, their tasks and invitations to organizations have no counterpart in a v0.7 export.
 */
enum NewKind {
    RUN_CONFIG("RunConfig"),
    RUN("Run"),
    RUN_COUNTER("RunCounter"),
    REMOTE_SOURCE("RemoteSource"),
    USER("User"),
    USER_TOKEN("UserToken"),
    LINKED_ACCOUNT("LinkedAccount"),
    ORGANIZATION("Organization"),
    ORGANIZATION_MEMBER("OrganizationMember"),
    PROJECT_GROUP("ProjectGroup"),
    PROJECT("Project"),
    SECRET("Secret"),
    VARIABLE("Variable");

    private final String word;

    NewKind(String word) {
        this.word = word;
    }

    /** The value of {@code exportMeta.kind}. */
    String word() {
        return word;
    }
}
