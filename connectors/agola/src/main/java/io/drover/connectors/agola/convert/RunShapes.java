package io.drover.connectors.agola.convert;

import static io.drover.connectors.agola.convert.ShapeField.added;
import static io.drover.connectors.agola.convert.ShapeField.always;
import static io.drover.connectors.agola.convert.ShapeField.field;
import static io.drover.connectors.agola.convert.ShapeField.identity;

import io.drover.connectors.agola.convert.ValueShape.Flag;
import io.drover.connectors.agola.convert.ValueShape.ListOf;
import io.drover.connectors.agola.convert.ValueShape.MapOf;
import io.drover.connectors.agola.convert.ValueShape.Steps;
import io.drover.connectors.agola.convert.ValueShape.Struct;
import io.drover.connectors.agola.convert.ValueShape.Text;
import io.drover.connectors.agola.convert.ValueShape.Time;
import io.drover.connectors.agola.convert.ValueShape.Whole;
import io.drover.connectors.agola.convert.ValueShape.Word;
import java.util.Map;

/** The records of the run service (docs/contracts/agola.md 1.5 and 1.6), fields in the order of v0.8. */
final class RunShapes {

    private static final ValueShape TEXT = new Text();
    private static final ValueShape FLAG = new Flag();
    private static final ValueShape WHOLE = new Whole();
    private static final ValueShape TEXTS = new ListOf(TEXT);
    private static final ValueShape TEXT_BY_NAME = new MapOf(TEXT);
    private static final ValueShape COLUMN_TIME = new Time(true);
    private static final ValueShape INNER_TIME = new Time(false);
    private static final ValueShape STEP_PHASE =
            Word.of("notstarted", "cancelled", "running", "stopped", "success", "failed");
    private static final ValueShape FETCH_PHASE = Word.of("notstarted", "finished");

    private static final Struct RUN_STEP = Struct.of(
            field("phase", STEP_PHASE),
            field("log_phase", FETCH_PHASE),
            always("exit_status", WHOLE, "null"),
            field("start_time", INNER_TIME),
            field("end_time", INNER_TIME));

    private static final Struct RUN_TASK = Struct.of(
            field("id", TEXT),
            field("status", Word.of("notstarted", "skipped", "cancelled", "running", "stopped", "success", "failed")),
            field("annotations", TEXT_BY_NAME),
            field("skip", FLAG),
            field("waiting_approval", FLAG),
            field("approved", FLAG),
            always("setup_step", RUN_STEP, "{\"exit_status\":null}"),
            field("steps", new ListOf(RUN_STEP)),
            field("workspace_archives", new ListOf(WHOLE)),
            field("workspace_archives_phase", new ListOf(FETCH_PHASE)),
            field("start_time", INNER_TIME),
            field("end_time", INNER_TIME),
            added("task_timeout_interval", "null"));

    static final Struct RUN = Struct.of(
            identity(),
            added("sequence"),
            field("name", TEXT),
            added("run_config_id"),
            field("counter", WHOLE).seen(),
            field("group", TEXT).seen(),
            field("annotations", TEXT_BY_NAME),
            field("phase", Word.of("setuperror", "queued", "cancelled", "running", "finished")),
            field("result", Word.of("unknown", "stopped", "success", "failed")),
            field("stop", FLAG),
            field("tasks", new MapOf(RUN_TASK)),
            field("enqueue_time", COLUMN_TIME),
            field("start_time", COLUMN_TIME),
            field("end_time", COLUMN_TIME),
            field("archived", FLAG).seen());

    private static final ValueShape CONTENTS =
            new ListOf(Struct.of(field("source_dir", TEXT), field("dest_dir", TEXT), field("paths", TEXTS)));

    private static final Steps STEPS = new Steps(Map.of(
            "run",
            Struct.of(
                    field("type", TEXT),
                    field("name", TEXT),
                    field("command", TEXT),
                    field("environment", TEXT_BY_NAME),
                    field("working_dir", TEXT),
                    field("shell", TEXT),
                    always("tty", FLAG, "true")),
            "save_to_workspace",
            Struct.of(field("type", TEXT), field("name", TEXT), field("contents", CONTENTS)),
            "restore_workspace",
            Struct.of(field("type", TEXT), field("name", TEXT), field("dest_dir", TEXT)),
            "save_cache",
            Struct.of(field("type", TEXT), field("name", TEXT), field("key", TEXT), field("contents", CONTENTS)),
            "restore_cache",
            Struct.of(field("type", TEXT), field("name", TEXT), field("keys", TEXTS), field("dest_dir", TEXT))));

    private static final Struct VOLUME =
            Struct.of(always("path", TEXT, "\"\""), always("tmpfs", Struct.of(always("size", WHOLE, "0")), "null"));

    private static final Struct CONTAINER = Struct.of(
            field("image", TEXT),
            field("environment", TEXT_BY_NAME),
            field("user", TEXT),
            always("privileged", FLAG, "false"),
            always("entrypoint", TEXT, "\"\""),
            always("volumes", new ListOf(VOLUME), "null"));

    private static final Struct DEPEND = Struct.of(
            field("task_id", TEXT), field("conditions", new ListOf(Word.of("on_success", "on_failure", "on_skipped"))));

    private static final Struct REGISTRY_AUTH = Struct.of(
            always("type", TEXT, "\"\""),
            always("username", TEXT, "\"\""),
            always("password", TEXT, "\"\""),
            always("auth", TEXT, "\"\""));

    private static final Struct CONFIG_TASK = Struct.of(
            field("level", WHOLE),
            field("id", TEXT),
            field("name", TEXT),
            always("depends", new MapOf(DEPEND), "null"),
            field(
                    "runtime",
                    Struct.of(
                            field("type", Word.of("pod")),
                            field("arch", TEXT),
                            field("containers", new ListOf(CONTAINER)))),
            field("environment", TEXT_BY_NAME),
            field("working_dir", TEXT),
            field("shell", TEXT),
            field("user", TEXT),
            field("steps", STEPS),
            field("ignore_failure", FLAG),
            field("needs_approval", FLAG),
            field("skip", FLAG),
            always("docker_registries_auth", new MapOf(REGISTRY_AUTH), "null"),
            added("task_timeout_interval", "0"));

    static final Struct RUN_CONFIG = Struct.of(
            identity(),
            field("name", TEXT),
            field("group", TEXT),
            field("setup_errors", TEXTS),
            field("annotations", TEXT_BY_NAME),
            field("static_environment", TEXT_BY_NAME),
            field("environment", TEXT_BY_NAME),
            field("tasks", new MapOf(CONFIG_TASK)),
            field("cache_group", TEXT));

    /** The only record of v0.8 whose fields have the names of the Go type. */
    static final Struct RUN_COUNTER = Struct.of(always("GroupID", TEXT, "\"\""), always("Value", WHOLE, "0"));

    private RunShapes() {}
}
