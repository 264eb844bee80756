package io.drover.connectors.zephyr;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.drover.http.HttpSettings;
import io.drover.settings.Needs;
import io.drover.settings.Secret;
import io.drover.settings.Settings;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of a connection to Zephyr Scale. */
@Secret(
        name = ZephyrScaleSettings.TOKEN,
        title = "API token",
        description = "Zephyr Scale's own token, made in Jira under Zephyr API Access Tokens.",
        goesTo = "baseUrl")
@Secret(
        name = ZephyrScaleSettings.JIRA_TOKEN,
        title = "Jira API token",
        description = "The token of jiraUser, to look up the names of components.",
        goesTo = "jiraUrl")
@Needs(ZephyrScaleSettings.TOKEN)
record ZephyrScaleSettings(
        @Schema(
                title = "API address",
                description = "Address of the API with its version, for example"
                        + " https://api.zephyrscale.smartbear.com/v2. A token belongs to one region.",
                requiredMode = RequiredMode.REQUIRED,
                pattern = Settings.ADDRESS)
        String baseUrl,

        @Schema(
                title = "Project key",
                description =
                        "Key of the Jira project, upper case letters, digits and underscores; after a rename the old"
                                + " one.",
                requiredMode = RequiredMode.REQUIRED,
                pattern = "^[A-Z][A-Z_0-9]+$")
        String projectKey,

        @Schema(
                title = "Page size",
                description = "Records asked for per page of a listing.",
                minimum = "1",
                maximum = "1000",
                defaultValue = "1000")
        int pageSize,

        @Schema(
                title = "Listing",
                description = "How test cases are listed. auto takes the cursor, and the offset where the tenant has no"
                        + " cursor.",
                defaultValue = "auto")
        Listing listing,

        @Schema(
                title = "Look for",
                description = "What to look for, at the cost of one request for each test case. It is not moved, but"
                        + " reported.",
                defaultValue = "[\"attachments\", \"versions\"]")
        Set<Extra> lookFor,

        @Schema(
                title = "Component names",
                description = "Names of Jira components by id, since the API gives ids only.",
                defaultValue = "{}")
        Map<String, String> componentNames,

        @Schema(
                title = "Jira address",
                description = "Address of Jira, to look up the names of components.",
                pattern = Settings.ADDRESS)
        Optional<String> jiraUrl,

        @Schema(title = "Jira user", description = "The Jira account that the secret jiraToken belongs to.")
        Optional<String> jiraUser,

        @Schema(title = "HTTP", description = "Waits of the HTTP client.")
        HttpSettings http) {

    static final String TOKEN = "token";
    static final String JIRA_TOKEN = "jiraToken";

    static final Settings<ZephyrScaleSettings> DECLARED = Settings.of(ZephyrScaleSettings.class);

    /** How test cases are listed. */
    enum Listing {
        /** By cursor, and by offset where the tenant has no cursor listing. */
        @JsonProperty("auto")
        AUTO,
        @JsonProperty("cursor")
        CURSOR,
        @JsonProperty("offset")
        OFFSET
    }

    ZephyrScaleSettings {
        lookFor = Set.copyOf(lookFor);
        componentNames = Map.copyOf(componentNames);
        jiraUrl = jiraUrl.filter(text -> !text.isBlank());
        jiraUser = jiraUser.filter(text -> !text.isBlank());
    }
}
