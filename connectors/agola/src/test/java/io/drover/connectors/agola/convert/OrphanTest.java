package io.drover.connectors.agola.convert;

import static io.drover.connectors.agola.convert.Conversions.convert;
import static io.drover.connectors.agola.convert.ExportBuilder.export;
import static io.drover.connectors.agola.convert.Service.CONFIGSTORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.connectors.agola.convert.Conversions.Converted;
import io.drover.spi.Finding;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Records that refer to something the export does not hold: kept where the import keeps them, and each is named. */
class OrphanTest {

    private static final String USER =
            "{\"id\":\"u\",\"linked_accounts\":{\"a\":{\"id\":\"a\",\"remote_source_id\":\"r\"},"
                    + "\"gone\":{\"id\":\"gone\",\"remote_source_id\":\"no\"}}}";

    @Test
    void what_refers_to_something_that_is_there_has_no_finding() throws Exception {
        Converted converted = configuration(entries -> entries.entry("user", "u", USER.replace("\"no\"", "\"r\""))
                .entry("org", "o", "{\"id\":\"o\",\"creator_user_id\":\"u\"}")
                .entry("projectgroup", "g", "{\"id\":\"g\"," + parent("org", "o") + "}")
                .entry("projectgroup", "h", "{\"id\":\"h\"," + parent("projectgroup", "g") + "}")
                .entry(
                        "project",
                        "p",
                        "{\"id\":\"p\"," + parent("projectgroup", "h")
                                + ",\"remote_source_id\":\"r\",\"linked_account_id\":\"a\"}")
                .entry("remotesource", "r", "{\"id\":\"r\"}")
                .entry("secret", "s", "{\"id\":\"s\",\"name\":\"sé\"," + parent("project", "p") + "}")
                .entry("secret", "t", "{\"id\":\"t\",\"name\":\"t\"," + parent("projectgroup", "g") + "}")
                .entry(
                        "variable",
                        "v",
                        "{\"id\":\"v\"," + parent("projectgroup", "h")
                                + ",\"values\":[{\"secret_name\":\"t\"},{\"secret_name\":\"sé\"}]}"));

        assertThat(converted.findings()).isEmpty();
    }

    @Test
    void parents_that_are_gone_are_named_and_their_children_kept() throws Exception {
        Converted converted = configuration(
                entries -> entries.entry("projectgroup", "g1", "{\"id\":\"g1\"," + parent("org", "no") + "}")
                        .entry("projectgroup", "g2", "{\"id\":\"g2\"," + parent("user", "no") + "}")
                        .entry("projectgroup", "g3", "{\"id\":\"g3\"," + parent("projectgroup", "no") + "}")
                        .entry("project", "p1", "{\"id\":\"p1\"," + parent("projectgroup", "no") + "}")
                        .entry("project", "p2", "{\"id\":\"p2\"}")
                        .entry("secret", "s", "{\"id\":\"s\",\"name\":\"s\"," + parent("project", "no") + "}")
                        .entry("variable", "v", "{\"id\":\"v\"," + parent("projectgroup", "p1") + "}"));

        assertThat(converted.findings())
                .extracting(Finding::code, Finding::entityType, Finding::subject, Finding::evidence)
                .containsExactlyInAnyOrder(
                        tuple("PARENT_MISSING", "projectgroup", "g1", "org no is not in the export"),
                        tuple("PARENT_MISSING", "projectgroup", "g2", "user no is not in the export"),
                        tuple("PARENT_MISSING", "projectgroup", "g3", "projectgroup no is not in the export"),
                        tuple("PARENT_MISSING", "project", "p1", "projectgroup no is not in the export"),
                        tuple("PARENT_MISSING", "project", "p2", "no parent"),
                        tuple("PARENT_MISSING", "secret", "s", "project no is not in the export"),
                        tuple("PARENT_MISSING", "variable", "v", "projectgroup p1 is not in the export"));
        assertThat(converted.records()).hasSize(7);
        assertThat(converted.summary().dropped()).isEmpty();
    }

    @Test
    void accounts_creators_remote_sources_and_secrets_that_are_gone_are_named() throws Exception {
        Converted converted = configuration(
                entries -> entries.entry("user", "u", USER)
                        .entry("org", "o", "{\"id\":\"o\",\"creator_user_id\":\"no\"}")
                        .entry(
                                "project",
                                "p",
                                "{\"id\":\"p\"," + parent("user", "u")
                                        + ",\"remote_source_id\":\"no\",\"linked_account_id\":\"gone\"}")
                        .entry("remotesource", "r", "{\"id\":\"r\"}")
                        .entry("secret", "s", "{\"id\":\"s\",\"name\":\"s\"," + parent("project", "p") + "}")
                        .entry(
                                "variable",
                                "v",
                                "{\"id\":\"v\"," + parent("project", "p")
                                        + ",\"values\":[{\"secret_name\":\"s\"},{\"secret_name\":\"no\"},{\"secret_name\":\"no\"}]}"));

        assertThat(converted.findings())
                .extracting(Finding::code, Finding::entityType, Finding::subject, Finding::field, Finding::evidence)
                .containsExactlyInAnyOrder(
                        tuple("LINKED_ACCOUNT_DANGLING", "linked_account", "gone", null, "remote source no"),
                        tuple("REFERENCE_MISSING", "org", "o", "creator_user_id", "user no is not in the export"),
                        tuple(
                                "REFERENCE_MISSING",
                                "project",
                                "p",
                                "remote_source_id",
                                "remotesource no is not in the export"),
                        tuple(
                                "REFERENCE_MISSING",
                                "project",
                                "p",
                                "linked_account_id",
                                "linked_account gone is not in the export"),
                        tuple(
                                "REFERENCE_MISSING",
                                "variable",
                                "v",
                                "secret_name",
                                "secret name no is not in the export"));
    }

    @Test
    void a_dropped_member_says_which_end_is_gone() throws Exception {
        Converted converted = configuration(entries -> entries.entry("user", "u", "{\"id\":\"u\"}")
                .entry("org", "o", "{\"id\":\"o\"}")
                .entry("orgmember", "1", "{\"id\":\"1\",\"organization_id\":\"o\",\"user_id\":\"gone\"}")
                .entry("orgmember", "2", "{\"id\":\"2\",\"user_id\":\"u\"}"));

        assertThat(converted.findings())
                .extracting(Finding::code, Finding::subject, Finding::evidence)
                .containsExactlyInAnyOrder(
                        tuple("MEMBER_DANGLING", "1", "user gone"),
                        tuple("MEMBER_DANGLING", "2", "organization (none)"));
    }

    private static String parent(String type, String id) {
        return "\"parent\":{\"type\":\"" + type + "\",\"id\":\"" + id + "\"}";
    }

    private static Converted configuration(Consumer<ExportBuilder> entries) throws Exception {
        return convert(CONFIGSTORE, export(entries));
    }
}
