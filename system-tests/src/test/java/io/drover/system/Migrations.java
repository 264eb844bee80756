package io.drover.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.zephyr.ZephyrLookAlike;

/** Definitions of migrations from one side of a sandbox to the other. */
final class Migrations {

    static final String MATTERMOST = "MM";
    static final String GENERATED = "GEN";

    private Migrations() {}

    /** Stores the sandbox's tokens under names of this migration, and answers a definition that uses them. */
    static ObjectNode define(Api api, RunningSandbox sandbox, String name, String projectKey) {
        api.secret(name + ".zephyr", ZephyrLookAlike.in(sandbox).token());
        api.secret(name + ".qtest", QTestLookAlike.in(sandbox).token());
        ObjectNode migration = JsonNodeFactory.instance.objectNode();
        migration.put("name", name).put("recipe", "zephyr-scale-to-qtest");
        ObjectNode source = migration.putObject("source").put("connector", "zephyr-scale");
        source.putObject("settings")
                .put("baseUrl", ZephyrLookAlike.in(sandbox).url())
                .put("projectKey", projectKey);
        source.putObject("secrets").put("token", name + ".zephyr");
        ObjectNode target = migration.putObject("target").put("connector", "qtest");
        target.putObject("settings")
                .put("baseUrl", QTestLookAlike.in(sandbox).url())
                .put("projectId", 1);
        target.putObject("secrets").put("token", name + ".qtest");
        return migration;
    }

    /** The same with one request for a case instead of three: for tests in which requests are slow, or fail. */
    static ObjectNode askingLittle(ObjectNode migration) {
        ((ObjectNode) migration.path("source").path("settings")).putArray("lookFor");
        return migration;
    }
}
