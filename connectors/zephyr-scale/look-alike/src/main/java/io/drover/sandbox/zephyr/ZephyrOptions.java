package io.drover.sandbox.zephyr;

import io.drover.sandbox.LookAlikeOptions;
import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.faults.Switch;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the Zephyr side is made.
 *
 * @param cases size of a made-up project, or null for the Mattermost project
 * @param seed the same seed makes the same cases
 * @param projects how many made-up projects of that size there are: GEN, GEN1, GEN2 …
 * @param calls how many cases of a made-up project call another one; null for about one in 28
 * @param token bearer token, in the form of a JWT
 * @param given projects beside those, in the shape that the README describes; a reset keeps them
 */
public record ZephyrOptions(
        @Nullable Integer cases,
        long seed,
        int projects,
        @Nullable Integer calls,
        String token,
        List<byte[]> given) implements LookAlikeOptions {

    /** Well known and worth nothing: it opens sandboxes only. */
    public static final String TOKEN = jwt("{\"sub\":\"drover-sandbox\",\"iss\":\"sandbox\"}");

    public ZephyrOptions {
        given = List.copyOf(given);
    }

    /** The Mattermost project. */
    public static ZephyrOptions mattermost() {
        return new ZephyrOptions(null, 1, 1, null, TOKEN, List.of());
    }

    /** A made-up project, in which a few cases call others. */
    public static ZephyrOptions generated(int cases, long seed) {
        return new ZephyrOptions(cases, seed, 1, null, TOKEN, List.of());
    }

    /** The same with more made-up projects, or with so many cases that call others. */
    public ZephyrOptions madeUp(int number, @Nullable Integer callers) {
        return new ZephyrOptions(cases, seed, number, callers, token, given);
    }

    public ZephyrOptions token(String other) {
        return new ZephyrOptions(cases, seed, projects, calls, other, given);
    }

    public ZephyrOptions given(List<byte[]> beside) {
        return new ZephyrOptions(cases, seed, projects, calls, token, beside);
    }

    @Override
    public String name() {
        return ZephyrLookAlike.NAME;
    }

    @Override
    public List<Switch<?>> switches() {
        return ZephyrSwitches.all();
    }

    @Override
    public ZephyrLookAlike begin(Faults faults, String origin) {
        return new ZephyrLookAlike(this, faults, origin);
    }

    /** The projects before those that are given. */
    List<ZephyrProject> first() {
        if (cases == null) {
            return List.of(MattermostProject.read());
        }
        return IntStream.range(0, projects)
                .<ZephyrProject>mapToObj(number -> new GeneratedProject(number, cases, seed, calls))
                .toList();
    }

    /** A token of the form that an access key of a Jira site has. */
    static String ofSite(String site) {
        return jwt(
                "{\"context\":{\"baseUrl\":\"" + site + "\",\"user\":{\"accountId\":\"5b10a2844c20165700ede21g\"}}}");
    }

    private static String jwt(String claims) {
        return part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + part(claims) + ".c2FuZGJveA";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ZephyrOptions[cases=" + cases + ", seed=" + seed + "]";
    }
}
