package io.drover.connectors.agola.convert;

import static io.drover.connectors.agola.convert.ShapeField.added;
import static io.drover.connectors.agola.convert.ShapeField.always;
import static io.drover.connectors.agola.convert.ShapeField.field;
import static io.drover.connectors.agola.convert.ShapeField.identity;
import static io.drover.connectors.agola.convert.ShapeField.lost;
import static io.drover.connectors.agola.convert.ShapeField.trueUnlessSaid;
import static io.drover.connectors.agola.convert.ShapeField.version;

import io.drover.connectors.agola.convert.ValueShape.Flag;
import io.drover.connectors.agola.convert.ValueShape.ListOf;
import io.drover.connectors.agola.convert.ValueShape.MapOf;
import io.drover.connectors.agola.convert.ValueShape.Struct;
import io.drover.connectors.agola.convert.ValueShape.Text;
import io.drover.connectors.agola.convert.ValueShape.Time;
import io.drover.connectors.agola.convert.ValueShape.Word;

/** The records of the config store (docs/contracts/agola.md 1.5 and 1.6), fields in the order of v0.8. */
final class ConfigShapes {

    private static final ValueShape TEXT = new Text();
    private static final ValueShape FLAG = new Flag();
    private static final ShapeField VISIBILITY = field("visibility", Word.of("public", "private"));

    static final String PARENT_TYPE = "parent.type";
    static final String PARENT_ID = "parent.id";

    private static final ShapeField PARENT = always(
            "parent",
            Struct.of(
                    field("type", Word.of("user", "org", "projectgroup", "project"))
                            .seenAs(PARENT_TYPE),
                    field("id", TEXT).seenAs(PARENT_ID)),
            "{}");

    /** Without linked accounts and tokens, which become records of their own. */
    static final Struct USER = Struct.of(
            version(), identity(), field("name", TEXT), field("secret", TEXT), lost("password"), field("admin", FLAG));

    static final Struct USER_TOKEN = Struct.of(field("name", TEXT), field("value", TEXT), added("user_id"));

    /** Without its id, which the user that it is part of has twice. */
    static final Struct LINKED_ACCOUNT = Struct.of(
            version(),
            added("user_id"),
            field("remote_user_id", TEXT),
            field("remote_username", TEXT),
            field("remote_user_avatar_url", TEXT),
            field("remote_source_id", TEXT).seen(),
            field("user_access_token", TEXT),
            field("oauth2_access_token", TEXT),
            field("oauth2_refresh_token", TEXT),
            always("oauth_2_access_token_expires_at", new Time(true), "\"0001-01-01T00:00:00Z\""));

    static final Struct ORGANIZATION = Struct.of(
            version(),
            identity(),
            field("name", TEXT),
            VISIBILITY,
            field("creator_user_id", TEXT).seen(),
            lost("created_at"));

    static final Struct ORGANIZATION_MEMBER = Struct.of(
            version(),
            identity(),
            field("organization_id", TEXT).seen(),
            field("user_id", TEXT).seen(),
            field("member_role", Word.of("owner", "member")));

    static final Struct PROJECT_GROUP = Struct.of(version(), identity(), field("name", TEXT), PARENT, VISIBILITY);

    static final Struct PROJECT = Struct.of(
            version(),
            identity(),
            field("name", TEXT),
            PARENT,
            field("secret", TEXT).arrivesBefore(),
            VISIBILITY,
            field("remote_repository_config_type", Word.of("remotesource", "manual")),
            field("remote_source_id", TEXT).seen(),
            field("linked_account_id", TEXT).seen(),
            field("repository_id", TEXT),
            field("repository_path", TEXT),
            field("ssh_private_key", TEXT),
            field("skip_ssh_host_key_check", FLAG),
            field("webhook_secret", TEXT),
            field("pass_vars_to_forked_pr", FLAG));

    static final Struct REMOTE_SOURCE = Struct.of(
            version(),
            identity(),
            field("name", TEXT),
            field("apiurl", TEXT),
            field("skip_verify", FLAG),
            field("type", Word.of("gitea", "github", "gitlab")),
            field("auth_type", Word.of("password", "oauth2")),
            field("client_id", TEXT),
            field("client_secret", TEXT),
            field("ssh_host_key", TEXT),
            field("skip_ssh_host_key_check", FLAG),
            trueUnlessSaid("registration_enabled"),
            trueUnlessSaid("login_enabled"));

    static final Struct SECRET = Struct.of(
            identity(),
            field("name", TEXT).seen(),
            PARENT,
            field("type", Word.of("internal", "external")),
            field("data", new MapOf(TEXT)),
            field("secret_provider_id", TEXT),
            field("path", TEXT));

    private static final ValueShape CONDITIONS =
            new ListOf(Struct.of(field("type", Word.of("simple", "regexp")), field("match", TEXT)));

    private static final Struct MATCHES = Struct.of(field("include", CONDITIONS), field("exclude", CONDITIONS));

    static final Struct VARIABLE = Struct.of(
            identity(),
            field("name", TEXT),
            PARENT,
            field(
                    "values",
                    new ListOf(Struct.of(
                            field("secret_name", TEXT).seen(),
                            field("secret_var", TEXT),
                            field(
                                    "when",
                                    Struct.of(
                                            field("branch", MATCHES),
                                            field("tag", MATCHES),
                                            field("ref", MATCHES)))))));

    private ConfigShapes() {}
}
