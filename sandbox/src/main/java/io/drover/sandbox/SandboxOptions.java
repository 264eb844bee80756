package io.drover.sandbox;

import io.drover.sandbox.qtest.QTestAccount;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox is made.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param cases size of the made-up project, or null for the Mattermost project
 * @param seed the same seed makes the same cases
 * @param latencyMs added to each API request
 * @param zephyrToken bearer token of the Zephyr side, in the form of a JWT
 * @param qtestToken personal bearer token of the qTest side, which never expires
 * @param qtestUser for the password grant
 * @param qtestPassword for the password grant
 * @param qtestSite name of the site, for the password grant's basic authorization
 * @param originField label of the qTest field whose repeated values count as duplicates
 * @param projects how many made-up projects of that size there are: GEN, GEN1, GEN2 …
 * @param calls how many cases of a made-up project call another one; null for about one in 28
 */
public record SandboxOptions(
        String host,
        int port,
        @Nullable Integer cases,
        long seed,
        int latencyMs,
        String zephyrToken,
        String qtestToken,
        String qtestUser,
        String qtestPassword,
        String qtestSite,
        String originField,
        int projects,
        @Nullable Integer calls) {

    /** One project, in which a few cases call others. */
    public SandboxOptions(
            String host,
            int port,
            @Nullable Integer cases,
            long seed,
            int latencyMs,
            String zephyrToken,
            String qtestToken,
            String qtestUser,
            String qtestPassword,
            String qtestSite,
            String originField) {
        this(
                host,
                port,
                cases,
                seed,
                latencyMs,
                zephyrToken,
                qtestToken,
                qtestUser,
                qtestPassword,
                qtestSite,
                originField,
                1,
                null);
    }

    /** Well known and worth nothing: they open sandboxes only. */
    public static final String ZEPHYR_TOKEN = part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "."
            + part("{\"sub\":\"drover-sandbox\",\"iss\":\"sandbox\"}") + ".c2FuZGJveA";

    public static final String QTEST_TOKEN = "5a0d0b0c-0000-4000-8000-000000000001";
    public static final String QTEST_USER = "drover@sandbox.example";
    public static final String QTEST_PASSWORD = "sandbox-password";
    public static final String QTEST_SITE = "sandbox";

    /** A token of the form that an access key of a Jira site has. */
    static String zephyrToken(String site) {
        return part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "."
                + part("{\"context\":{\"baseUrl\":\"" + site
                        + "\",\"user\":{\"accountId\":\"5b10a2844c20165700ede21g\"}}}")
                + ".c2FuZGJveA";
    }

    /** The Mattermost project on any free port of the loopback. */
    public static SandboxOptions mattermost() {
        return new SandboxOptions(
                "127.0.0.1",
                0,
                null,
                1,
                0,
                ZEPHYR_TOKEN,
                QTEST_TOKEN,
                QTEST_USER,
                QTEST_PASSWORD,
                QTEST_SITE,
                "Zephyr Key");
    }

    /** A made-up project on any free port of the loopback. */
    public static SandboxOptions generated(int cases, long seed) {
        SandboxOptions m = mattermost();
        return new SandboxOptions(
                m.host,
                m.port,
                cases,
                seed,
                m.latencyMs,
                m.zephyrToken,
                m.qtestToken,
                m.qtestUser,
                m.qtestPassword,
                m.qtestSite,
                m.originField);
    }

    public SandboxOptions withLatencyMs(int latency) {
        return new SandboxOptions(
                host,
                port,
                cases,
                seed,
                latency,
                zephyrToken,
                qtestToken,
                qtestUser,
                qtestPassword,
                qtestSite,
                originField,
                projects,
                calls);
    }

    /** The same with more made-up projects, or with so many cases that call others. */
    public SandboxOptions withMadeUp(int number, @Nullable Integer callers) {
        return new SandboxOptions(
                host,
                port,
                cases,
                seed,
                latencyMs,
                zephyrToken,
                qtestToken,
                qtestUser,
                qtestPassword,
                qtestSite,
                originField,
                number,
                callers);
    }

    QTestAccount account() {
        return new QTestAccount(qtestSite, qtestUser, qtestPassword, qtestToken, originField);
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SandboxOptions[" + host + ":" + port + ", cases=" + cases + ", seed=" + seed + "]";
    }
}
