package io.drover.connectors.agola.convert;

import static io.drover.connectors.agola.convert.Conversions.convert;
import static io.drover.connectors.agola.convert.ExportBuilder.RUN_ID;
import static io.drover.connectors.agola.convert.ExportBuilder.export;
import static io.drover.connectors.agola.convert.Service.CONFIGSTORE;
import static io.drover.connectors.agola.convert.Service.RUNSERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.agola.convert.Conversions.Converted;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of single fields (docs/contracts/agola.md 1.7), beyond what the real exports show. */
class RecordRulesTest {

    private static final String IDENTITY = "{\"id\":\"" + RUN_ID + "\"";

    @Test
    void a_password_is_lost_and_the_user_is_named_without_it() throws Exception {
        Converted converted =
                configuration("user", "{\"id\":\"x\",\"name\":\"alice\",\"password\":\"hunter2\",\"admin\":true}");

        assertThat(converted.only("User").has("password")).isFalse();
        assertThat(converted.only("User").get("admin").asBoolean()).isTrue();
        assertThat(converted.codes()).containsExactly("PASSWORD_LOST");
        assertThat(converted.findings().getFirst().subject()).isEqualTo("x");
        assertThat(converted.findings().toString()).doesNotContain("hunter2");
    }

    @Test
    void a_remote_source_allows_registration_and_login_unless_it_says_no() throws Exception {
        JsonNode silent = configuration("remotesource", "{\"id\":\"x\"}").only("RemoteSource");
        JsonNode says = configuration(
                        "remotesource", "{\"id\":\"x\",\"registration_enabled\":false,\"login_enabled\":true}")
                .only("RemoteSource");

        assertThat(silent.get("registration_enabled").asBoolean()).isTrue();
        assertThat(silent.get("login_enabled").asBoolean()).isTrue();
        assertThat(says.has("registration_enabled")).isFalse();
        assertThat(says.get("login_enabled").asBoolean()).isTrue();
    }

    @Test
    void accounts_and_members_whose_other_end_is_gone_are_dropped_and_named() throws Exception {
        Converted converted = convert(CONFIGSTORE, export(entries -> entries.entry(
                        "user",
                        "u",
                        "{\"id\":\"u\",\"linked_accounts\":{"
                                + "\"a\":{\"id\":\"a\",\"remote_source_id\":\"r\"},"
                                + "\"b\":{\"id\":\"b\",\"remote_source_id\":\"gone\"}}}")
                .entry("org", "o", "{\"id\":\"o\"}")
                .entry("orgmember", "1", "{\"id\":\"1\",\"organization_id\":\"o\",\"user_id\":\"gone\"}")
                .entry("orgmember", "2", "{\"id\":\"2\",\"organization_id\":\"gone\",\"user_id\":\"u\"}")
                .entry("orgmember", "3", "{\"id\":\"3\",\"organization_id\":\"o\",\"user_id\":\"u\"}")
                .entry("remotesource", "r", "{\"id\":\"r\"}")));

        assertThat(converted.only("LinkedAccount").get("id").asText()).isEqualTo("a");
        assertThat(converted.only("OrganizationMember").get("id").asText()).isEqualTo("3");
        assertThat(converted.findings())
                .extracting("code", "entityType", "subject")
                .containsExactlyInAnyOrder(
                        tuple("LINKED_ACCOUNT_DANGLING", "linked_account", "b"),
                        tuple("MEMBER_DANGLING", "orgmember", "2"),
                        tuple("MEMBER_DANGLING", "orgmember", "1"));
        assertThat(converted.summary().dropped()).isEqualTo(Map.of("linked_account", 1L, "orgmember", 2L));
    }

    @Test
    void accounts_are_told_from_dangling_ones_among_any_number_of_remote_sources() throws Exception {
        Converted converted = convert(CONFIGSTORE, export(entries -> {
            entries.entry(
                    "user",
                    "u",
                    "{\"id\":\"u\",\"linked_accounts\":{"
                            + "\"a\":{\"id\":\"a\",\"remote_source_id\":\"r09999\"},"
                            + "\"b\":{\"id\":\"b\",\"remote_source_id\":\"gone\"},"
                            + "\"c\":{\"id\":\"c\",\"remote_source_id\":\"r00000\"}}}");
            for (int i = 0; i < 10_000; i++) {
                String id = String.format(Locale.ROOT, "r%05d", i);
                entries.entry("remotesource", id, "{\"id\":\"" + id + "\"}");
            }
        }));

        assertThat(converted.records().stream()
                        .filter(record -> record.at("/exportMeta/kind").asText().equals("LinkedAccount"))
                        .map(record -> record.get("id").asText()))
                .containsExactly("a", "c");
        assertThat(converted.findings())
                .extracting("code", "subject")
                .containsExactly(tuple("LINKED_ACCOUNT_DANGLING", "b"));
    }

    @Test
    void times_in_columns_come_out_in_utc_and_times_of_tasks_as_they_are() throws Exception {
        Converted converted = run(
                IDENTITY + ",\"group\":\"/project/p1\",\"tasks\":{\"t\":{\"setup_step\":{\"exit_status\":null},"
                        + "\"start_time\":\"2023-04-01T12:00:00.50+02:00\"}},\"start_time\":\"2023-04-01T12:00:00.50+02:00\"}");

        JsonNode run = converted.only("Run");
        assertThat(run.get("start_time").asText()).isEqualTo("2023-04-01T10:00:00.5Z");
        assertThat(run.at("/tasks/t/start_time").asText()).isEqualTo("2023-04-01T12:00:00.50+02:00");
    }

    @Test
    void fields_that_are_always_there_are_added_and_empty_ones_left_out() throws Exception {
        Converted converted =
                run(IDENTITY + ",\"name\":\"\",\"counter\":0,\"stop\":false,\"tasks\":{\"t\":{\"steps\":[{}]}}}");

        assertThat(converted.text())
                .contains("\"sequence\":1,\"run_config_id\":\"")
                .contains("\"tasks\":{\"t\":{\"setup_step\":{\"exit_status\":null},\"steps\":[{\"exit_status\":null}],"
                        + "\"task_timeout_interval\":null}}}");
        assertThat(converted.only("Run").has("name")).isFalse();
        assertThat(converted.codes()).containsExactly("RUN_NOT_ARCHIVED");
    }

    @Test
    void a_configuration_of_an_older_agola_gets_the_fields_it_lacks_in_their_places() throws Exception {
        String config = IDENTITY + ",\"tasks\":{\"t\":{\"steps\":[{\"command\":\"x\",\"type\":\"run\"}],\"level\":1,"
                + "\"runtime\":{\"containers\":[{}]},\"old_field\":1}},\"name\":\"n\"}";
        Converted converted = runConfig(config);

        assertThat(converted.text())
                .contains("\"name\":\"n\",\"tasks\":{\"t\":{\"level\":1,\"depends\":null,\"runtime\":{\"containers\":["
                        + "{\"privileged\":false,\"entrypoint\":\"\",\"volumes\":null}]},"
                        + "\"steps\":[{\"type\":\"run\",\"command\":\"x\",\"tty\":true}],"
                        + "\"docker_registries_auth\":null,\"task_timeout_interval\":0}}}");
        assertThat(converted.findings()).extracting("code", "field").contains(tuple("FIELD_LOST", "old_field"));
    }

    @Test
    void a_step_of_an_unknown_type_becomes_null_and_is_named() throws Exception {
        Converted converted = runConfig(IDENTITY
                + ",\"tasks\":{\"t\":{\"steps\":[{\"type\":\"teleport\"},{\"type\":\"run\",\"tty\":false}]}}}");

        assertThat(converted.only("RunConfig").at("/tasks/t/steps").toString())
                .isEqualTo("[null,{\"type\":\"run\",\"tty\":false}]");
        assertThat(converted.codes()).contains("STEP_LOST");
    }

    @Test
    void texts_are_escaped_as_go_does_whatever_they_hold() throws Exception {
        // Once as v0.7 writes it, once as another program might.
        String go = "\"\\u003ca\\u003e \\u0026 \\\"q\\\" \\\\ / \\u2028 \\u0008 \\u001f ü漢😀\\n\"";
        String other = "\"<a> & \\\"q\\\" \\\\ \\/ \u2028 \\b \\u001F \\u00fc漢\\ud83d\\ude00\\u000a\"";

        assertThat(runConfig(IDENTITY + ",\"name\":" + go + "}").text()).contains("\"name\":" + go);
        assertThat(runConfig(IDENTITY + ",\"name\":" + other + "}").text()).contains("\"name\":" + go);
    }

    @Test
    void keys_are_sorted_by_their_bytes() throws Exception {
        // U+FF5E comes before U+1F600 by bytes, and after it by the code units of Java.
        String sorted = "{\"a\":\"1\",\"b\":\"2\",\"～\":\"3\",\"😀\":\"4\"}";
        String other = "{\"😀\":\"4\",\"b\":\"2\",\"～\":\"3\",\"a\":\"1\"}";

        assertThat(runConfig(IDENTITY + ",\"environment\":" + sorted + "}").text())
                .contains(sorted);
        assertThat(runConfig(IDENTITY + ",\"environment\":" + other + "}").text())
                .contains(sorted);
    }

    @Test
    void a_counter_behind_its_runs_is_named() throws Exception {
        Converted converted = convert(RUNSERVICE, export(entries -> entries.entry(
                        "run",
                        RUN_ID,
                        IDENTITY + ",\"counter\":7,\"group\":\"/project/p1/branch/b\",\"archived\":true}")
                .runConfig(RUN_ID)
                .entry("runcounter", "p1", "5")));

        assertThat(converted.only("RunCounter").toString()).endsWith("\"GroupID\":\"p1\",\"Value\":5}");
        assertThat(converted.codes()).containsExactly("COUNTER_BEHIND");
    }

    @Test
    void an_organization_loses_its_time_of_creation() throws Exception {
        Converted converted = configuration(
                "org", "{\"id\":\"x\",\"visibility\":\"public\",\"created_at\":\"2023-04-01T12:00:00Z\"}");

        assertThat(converted.only("Organization").has("created_at")).isFalse();
        assertThat(converted.only("Organization").get("creationTime").asText()).startsWith("2026-");
        assertThat(converted.codes()).containsExactly("CREATION_TIME_LOST");
    }

    private static Converted configuration(String kind, String data) throws Exception {
        return convert(CONFIGSTORE, export(entries -> entries.entry(kind, "x", data)));
    }

    private static Converted run(String data) throws Exception {
        return convert(RUNSERVICE, export(entries -> entries.entry("run", RUN_ID, data)
                .runConfig(RUN_ID)
                .entry("runcounter", "p1", "9")));
    }

    private static Converted runConfig(String data) throws Exception {
        return convert(RUNSERVICE, export(entries -> entries.run(RUN_ID)
                .entry("runconfig", RUN_ID, data)
                .entry("runcounter", "p1", "9")));
    }
}
