package io.drover.connectors.agola.convert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Invented exports of any size, the same for the same seed. Sizes and texts are like those of the real ones. */
final class GeneratedExport {

    private final Random random;
    private final ExportBuilder out;

    private GeneratedExport(long seed, OutputStream out) {
        this.random = new Random(seed);
        this.out = new ExportBuilder(out);
    }

    /** Runs of five tasks, with one run in eight lost; about 16 kB a run. */
    static void runService(long seed, int runs, OutputStream out) throws IOException {
        new GeneratedExport(seed, out).runService(runs);
    }

    /** Users with tokens and accounts, some of them dangling, and projects; about 2 kB a user. */
    static void configStore(long seed, int users, OutputStream out) throws IOException {
        new GeneratedExport(seed, out).configStore(users);
    }

    private void runService(int runs) throws IOException {
        List<String> projects = new ArrayList<>(ids(1 + runs / 50));
        List<String> groups = new ArrayList<>();
        TreeMap<String, Integer> counters = new TreeMap<>();
        for (int i = 0; i < runs; i++) {
            String project = projects.get(random.nextInt(projects.size()));
            int number = counters.getOrDefault(project, 0) + 1;
            counters.put(project, number);
            groups.add(project);
            if (i % 8 != 3) {
                out.entry("run", runId(i), text(run(runId(i), project, number)));
            }
        }
        for (int i = 0; i < runs; i++) {
            out.entry("runconfig", runId(i), text(runConfig(runId(i), groups.get(i))));
        }
        counters.forEach((project, count) -> out.entry("runcounter", project, Integer.toString(count)));
    }

    private ObjectNode run(String id, String project, int counter) {
        ObjectNode run = object().put("id", id).put("name", words()).put("counter", counter);
        run.put("group", "/project/" + project + "/branch/master");
        run.set("annotations", annotations());
        run.put("phase", "finished").put("result", random.nextBoolean() ? "success" : "failed");
        ObjectNode tasks = run.putObject("tasks");
        for (String task : ids(5)) {
            ObjectNode written = tasks.putObject(task).put("id", task).put("status", "success");
            step(written.putObject("setup_step"), false);
            ArrayNode steps = written.putArray("steps");
            for (int i = 0; i < 4; i++) {
                step(steps.addObject(), true);
            }
            written.put("start_time", time()).put("end_time", time());
        }
        return run.put("enqueue_time", time()).put("start_time", time()).put("archived", true);
    }

    private void step(ObjectNode step, boolean exited) {
        step.put("phase", "success").put("log_phase", "finished");
        if (exited) {
            step.put("exit_status", random.nextInt(3));
        } else {
            step.putNull("exit_status");
        }
        step.put("start_time", time()).put("end_time", time());
    }

    private ObjectNode runConfig(String id, String project) {
        ObjectNode config = object().put("id", id).put("name", words());
        config.put("group", "/project/" + project + "/branch/master");
        config.set("annotations", annotations());
        config.putObject("static_environment").put("AGOLA_GIT_BRANCH", "master").put("URL", "https://x/?a=1&b=<2>");
        ObjectNode tasks = config.putObject("tasks");
        for (String task : ids(5)) {
            ObjectNode written =
                    tasks.putObject(task).put("level", 1).put("id", task).put("name", words());
            written.putObject("depends");
            ObjectNode container = written.putObject("runtime")
                    .put("type", "pod")
                    .put("arch", "amd64")
                    .putArray("containers")
                    .addObject();
            container
                    .put("image", "golang:1.19")
                    .put("privileged", false)
                    .put("entrypoint", "")
                    .putArray("volumes");
            written.putObject("environment").put("ENV1", words()).put("ENV2", words());
            written.put("working_dir", "~/project");
            ArrayNode steps = written.putArray("steps");
            for (int i = 0; i < 4; i++) {
                steps.addObject()
                        .put("type", "run")
                        .put("name", words())
                        .put("command", script())
                        .put("tty", true);
            }
            written.putObject("docker_registries_auth");
        }
        return config.put("cache_group", project);
    }

    private void configStore(int users) throws IOException {
        List<String> userIds = new ArrayList<>(ids(users));
        List<String> remotes = new ArrayList<>(ids(3));
        List<String> orgs = new ArrayList<>(ids(1 + users / 10));
        for (String id : userIds) {
            out.entry("user", id, text(user(id, remotes)));
        }
        for (String id : orgs) {
            ObjectNode org = object().put("id", id).put("name", words()).put("visibility", "public");
            out.entry("org", id, text(org.put("creator_user_id", one(userIds)).put("created_at", time())));
        }
        for (String id : ids(users)) {
            ObjectNode member = object().put("id", id).put("organization_id", sometimesGone(orgs));
            out.entry(
                    "orgmember",
                    id,
                    text(member.put("user_id", sometimesGone(userIds)).put("member_role", "member")));
        }
        List<String> groups = new ArrayList<>(ids(users));
        for (String id : groups) {
            out.entry(
                    "projectgroup",
                    id,
                    text(parent(object().put("id", id), "user", one(userIds)).put("visibility", "public")));
        }
        for (String id : ids(users)) {
            ObjectNode project = object().put("id", id).put("name", words()).put("secret", hex());
            parent(project, "projectgroup", one(groups)).put("visibility", "private");
            out.entry(
                    "project", id, text(project.put("ssh_private_key", script()).put("webhook_secret", hex())));
        }
        for (String id : remotes.subList(0, 2)) {
            ObjectNode remote = object().put("id", id).put("name", words()).put("apiurl", "https://git.example.test");
            out.entry("remotesource", id, text(remote.put("type", "gitea").put("auth_type", "password")));
        }
        for (String id : ids(users / 2)) {
            ObjectNode secret = parent(object().put("id", id).put("name", words()), "projectgroup", one(groups));
            secret.put("type", "internal").putObject("data").put("token", hex());
            out.entry("secret", id, text(secret));
        }
        for (String id : ids(users / 2)) {
            ObjectNode variable = parent(object().put("id", id).put("name", words()), "projectgroup", one(groups));
            ObjectNode value = variable.putArray("values").addObject().put("secret_name", words());
            value.put("secret_var", "token")
                    .putObject("when")
                    .putObject("branch")
                    .putArray("include")
                    .addObject()
                    .put("type", "simple")
                    .put("match", "master");
            out.entry("variable", id, text(variable));
        }
    }

    private ObjectNode user(String id, List<String> remotes) {
        ObjectNode user = object().put("id", id).put("name", words()).put("secret", hex());
        ObjectNode accounts = user.putObject("linked_accounts");
        for (String account : ids(1 + random.nextInt(2))) {
            ObjectNode linked = accounts.putObject(account).put("id", account).put("remote_user_id", hex());
            linked.put("remote_username", words()).put("remote_source_id", one(remotes));
            linked.put("user_access_token", hex());
            linked.put("oauth_2_access_token_expires_at", random.nextBoolean() ? time() : "2023-04-01T12:00:00+02:00");
        }
        ObjectNode tokens = user.putObject("tokens");
        for (int i = random.nextInt(3); i >= 0; i--) {
            tokens.put("token " + (9 - i), hex());
        }
        return user;
    }

    private static ObjectNode parent(ObjectNode object, String type, String id) {
        object.putObject("parent").put("type", type).put("id", id);
        return object;
    }

    private ObjectNode annotations() {
        return object().put("branch", "master")
                .put("commit_sha", hex())
                .put("message", "Commit für <" + words() + "> & 漢字 😀\n");
    }

    private static String runId(int number) {
        return "0000001lg004i-"
                + "0".repeat(13 - Integer.toString(number + 1, 32).length()) + Integer.toString(number + 1, 32);
    }

    private Set<String> ids(int count) {
        TreeSet<String> ids = new TreeSet<>();
        while (ids.size() < count) {
            ids.add(new UUID(random.nextLong(), random.nextLong()).toString());
        }
        return ids;
    }

    private String sometimesGone(List<String> ids) {
        return random.nextInt(10) == 0 ? new UUID(random.nextLong(), 0).toString() : one(ids);
    }

    private String one(List<String> ids) {
        return ids.get(random.nextInt(ids.size()));
    }

    private String time() {
        return GoTime.format(
                Instant.ofEpochSecond(1_680_000_000L + random.nextInt(1_000_000), random.nextInt(1_000_000_000)));
    }

    private String words() {
        return "job " + Integer.toString(random.nextInt(1_000_000), 36);
    }

    private String script() {
        return "set -eu\n"
                + ("echo \"" + words() + "\" && go test ./... | tee out-" + random.nextInt(100) + ".log\n").repeat(4);
    }

    private String hex() {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static ObjectNode object() {
        return GoJson.MAPPER.createObjectNode();
    }

    private static String text(ObjectNode node) throws IOException {
        return GoJson.MAPPER.writeValueAsString(node);
    }
}
