package io.drover.connectors.qtest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.drover.http.HttpSettings;
import io.drover.settings.Needs;
import io.drover.settings.Secret;
import io.drover.settings.Settings;
import io.drover.spi.Address;
import io.drover.spi.Connection;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of a connection to qTest.
 *
 * @param mark how origins are written; no setting, but of the connection
 */
@Secret(
        name = QTestLogin.TOKEN,
        title = "Bearer token",
        description = "A personal bearer token, from qTest's page Download qTest Resources.",
        goesTo = "baseUrl")
@Secret(
        name = QTestLogin.PASSWORD,
        title = "Password",
        description = "The password of username; it is exchanged for a token.",
        goesTo = "baseUrl")
@Needs(QTestLogin.TOKEN)
@Needs({"username", QTestLogin.PASSWORD})
record QTestSettings(
        @Schema(
                title = "Site address",
                description = "Address of the site, without /api/v3, for example https://yourcompany.qtestnet.com.",
                requiredMode = RequiredMode.REQUIRED,
                pattern = Settings.ADDRESS)
        String baseUrl,

        @Schema(
                title = "Project",
                description = "Id of the project, the number in its web address.",
                requiredMode = RequiredMode.REQUIRED,
                types = {"integer", "string"},
                pattern = "^[0-9]{1,18}$",
                minimum = "1")
        String projectId,

        @Schema(
                title = "Origin field",
                description = "Label of the text field of test cases that keeps where each came from.",
                defaultValue = QTestSettings.ORIGIN_FIELD)
        String originField,

        @Schema(
                title = "Site name",
                description = "Name of the site for the login with user and password, where the host does not tell it.")
        Optional<String> site,

        @Schema(title = "User", description = "Log in as this user with the secret password, and not with a token.")
        Optional<String> username,

        @Schema(
                title = "Test cases per search",
                description = "Test cases in one search when reading back.",
                minimum = "1",
                maximum = "999",
                defaultValue = "100")
        int readBackChunk,

        @Schema(
                title = "Longest name",
                description = "Longest name of a test case or module, in characters.",
                minimum = "1",
                defaultValue = "500")
        int nameLimit,

        @Schema(
                title = "Module without a parent",
                description = "Name of the module in which qTest puts test cases without a parent.",
                defaultValue = QTestSettings.CREATED_VIA_API)
        String createdViaApi,

        @Schema(
                title = "Root module",
                description = "Id of the place above all modules, for moves to the top.",
                pattern = "^-?[0-9]{1,18}$",
                defaultValue = "0")
        String rootModuleId,

        @Schema(
                title = "Module origin",
                description = "How the description of a module begins that came from a source.",
                defaultValue = "Zephyr folder ")
        String moduleOrigin,

        @Schema(
                title = "Order",
                description =
                        "Give modules and test cases the place among their siblings that they have in the source.",
                defaultValue = "true")
        boolean order,

        @JsonProperty("parameters")
        @Schema(
                title = "Parameters",
                description = "What [~name] in a step is: a text (escape) or a parameter of the project (keep).",
                defaultValue = "escape")
        StepTexts steps,

        @Schema(title = "HTTP", description = "Waits of the HTTP client.")
        HttpSettings http,

        @JsonIgnore OriginMark mark) {

    static final Settings<QTestSettings> DECLARED = Settings.of(QTestSettings.class);

    static final String ORIGIN_FIELD = "Zephyr Key";
    static final String CREATED_VIA_API = "Created via API";
    private static final OriginMark NONE = new OriginMark(null);

    QTestSettings {
        originField = originField.isBlank() ? ORIGIN_FIELD : originField;
        createdViaApi = createdViaApi.isBlank() ? CREATED_VIA_API : createdViaApi;
        site = site.filter(text -> !text.isBlank());
        username = username.filter(text -> !text.isBlank());
        mark = Objects.requireNonNullElse(mark, NONE);
    }

    static QTestSettings of(Connection connection) {
        QTestSettings settings = DECLARED.read("qTest", connection.settings());
        if (!settings.projectId.matches("\\d{1,18}")) {
            throw Settings.invalid("qTest", "projectId", "must be the number of the project");
        }
        return settings.with(new OriginMark(connection.origin()));
    }

    private QTestSettings with(OriginMark other) {
        return new QTestSettings(
                baseUrl,
                projectId,
                originField,
                site,
                username,
                readBackChunk,
                nameLimit,
                createdViaApi,
                rootModuleId,
                moduleOrigin,
                order,
                steps,
                http,
                other);
    }

    /** Names the project, whichever way its address is spelled. */
    String system() {
        return Address.normal(baseUrl) + " " + Long.parseLong(projectId);
    }
}
