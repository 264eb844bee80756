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
        ZephyrLookAlike zephyr = ZephyrLookAlike.in(sandbox);
        QTestLookAlike qtest = QTestLookAlike.in(sandbox);
        secret(api, name + ".zephyr", zephyr.token(), "zephyr-scale", zephyr.url());
        secret(api, name + ".qtest", qtest.token(), "qtest", qtest.url());
        ObjectNode migration = JsonNodeFactory.instance.objectNode();
        migration.put("name", name).put("recipe", "zephyr-scale-to-qtest");
        ObjectNode source = migration.putObject("source").put("connector", "zephyr-scale");
        source.putObject("settings").put("baseUrl", zephyr.url()).put("projectKey", projectKey);
        source.putObject("secrets").put("token", name + ".zephyr");
        ObjectNode target = migration.putObject("target").put("connector", "qtest");
        target.putObject("settings").put("baseUrl", qtest.url()).put("projectId", 1);
        target.putObject("secrets").put("token", name + ".qtest");
        return migration;
    }

    /** Stores the tokens for the connectors that the migration has now. */
    static void storeAgain(Api api, RunningSandbox sandbox, ObjectNode migration) {
        String name = migration.path("name").asText();
        ZephyrLookAlike zephyr = ZephyrLookAlike.in(sandbox);
        QTestLookAlike qtest = QTestLookAlike.in(sandbox);
        String source = migration.at("/source/connector").asText();
        String target = migration.at("/target/connector").asText();
        secret(api, name + ".zephyr", zephyr.token(), source, zephyr.url());
        secret(api, name + ".qtest", qtest.token(), target, qtest.url());
    }

    /** By either name of this machine. */
    private static void secret(Api api, String name, String token, String connector, String url) {
        api.secret(name, token, connector, url, url.replace("127.0.0.1", "localhost"));
    }

    /** The same with one request for a case instead of three: for tests in which requests are slow, or fail. */
    static ObjectNode askingLittle(ObjectNode migration) {
        ((ObjectNode) migration.path("source").path("settings")).putArray("lookFor");
        return migration;
    }
}
