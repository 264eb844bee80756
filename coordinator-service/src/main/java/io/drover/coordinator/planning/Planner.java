package io.drover.coordinator.planning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.drover.api.Migration;
import io.drover.api.Migration.Options;
import io.drover.api.SystemLimits;
import io.drover.api.Violation;
import io.drover.contracts.Side;
import io.drover.coordinator.domain.Limits;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.Policies;
import io.drover.coordinator.domain.StepKind;
import io.drover.coordinator.domain.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a migration into a plan, and says everything that is wrong with it at once. */
@ApplicationScoped
public class Planner {

    private static final int MAX_MAPPING_BYTES = 32 * 1024;
    private static final int MAX_SETTINGS_BYTES = 8 * 1024;
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final PathRegistry paths;
    private final ConnectorRegistry connectors;

    Planner(PathRegistry paths, ConnectorRegistry connectors) {
        this.paths = paths;
        this.connectors = connectors;
    }

    /** The migration with what its path knows of the target's settings, where it says nothing of them itself. */
    public Migration completed(Migration migration) {
        ObjectNode settings = migration.target().settings().deepCopy();
        paths.of(migration).ifPresent(path -> path.targetSettings().forEach((name, value) -> {
            if (!settings.has(name)) {
                settings.put(name, value);
            }
        }));
        return migration.withTargetSettings(settings);
    }

    /** @throws InvalidMigrationException with every violation found */
    public Plan plan(Migration migration) {
        List<Violation> violations = new ArrayList<>();
        Recipe recipe = recipe(migration, violations);
        if (!migration.name().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            violations.add(
                    new Violation("name", "must be 1 to 100 of A-Z a-z 0-9 . _ - and begin with a letter or digit"));
        }
        connectors.violations("source", migration.source(), violations);
        connectors.violations("target", migration.target(), violations);
        AddressRules.violations("source", migration.source(), violations);
        AddressRules.violations("target", migration.target(), violations);
        limits("source", migration.source(), violations);
        limits("target", migration.target(), violations);
        small("source", migration.source(), violations);
        small("target", migration.target(), violations);
        if (migration.mapping() != null && json(migration.mapping()).length > MAX_MAPPING_BYTES) {
            violations.add(new Violation("mapping", "is over " + MAX_MAPPING_BYTES + " bytes"));
        }
        Options options = migration.options() == null ? Options.DEFAULTS : migration.options();
        Limits limits = limits(options, violations);
        Policies policies = policies(options, violations);
        List<PlannedStep> steps = recipe == null ? List.of() : steps(recipe, migration, violations);
        boolean fourEyes = Boolean.TRUE.equals(migration.fourEyes());
        if (recipe != null && fourEyes && steps.stream().allMatch(step -> step.terms() == null)) {
            violations.add(new Violation(
                    "fourEyes",
                    "is for migrations that ask for a consent, and recipe " + recipe.name() + " asks for none"));
        }
        if (recipe == null || !violations.isEmpty()) {
            throw new InvalidMigrationException(violations);
        }
        Plan plan = new Plan(
                        migration.name(),
                        recipe.name(),
                        recipe.title(),
                        connectors.system(migration.source()) + " > " + connectors.system(migration.target()),
                        hash(recipe, migration, steps),
                        limits,
                        policies,
                        migration.maintenanceWindow() == null
                                ? null
                                : new Window(
                                        migration.maintenanceWindow().from(),
                                        migration.maintenanceWindow().until()),
                        steps)
                .changing(connectors.anySpelling(migration.target()));
        return fourEyes ? plan.underFourEyes() : plan;
    }

    private @Nullable Recipe recipe(Migration migration, List<Violation> violations) {
        Recipe recipe = paths.recipe(migration.recipe()).orElse(null);
        if (recipe == null) {
            violations.add(new Violation(
                    "recipe",
                    "no worker has announced a path with recipe " + migration.recipe() + "; known are "
                            + paths.recipes() + ". Are the extractor, loader and validator services running?"));
        } else if (!recipe.takes(
                migration.source().connector(), migration.target().connector())) {
            violations.add(new Violation(
                    "recipe",
                    "goes from " + recipe.source() + " to " + recipe.target() + ", not from "
                            + migration.source().connector() + " to "
                            + migration.target().connector()));
        }
        return recipe;
    }

    /** The lines of the recipe, each as strict as the stricter of recipe and connector. */
    private List<PlannedStep> steps(Recipe recipe, Migration migration, List<Violation> violations) {
        if (recipe.archives() && migration.archive() == null) {
            violations.add(new Violation(
                    "archive.password",
                    "is required: recipe " + recipe.name() + " keeps what it replaces in an encrypted archive; name the"
                            + " secret that opens it"));
        }
        List<PlannedStep> steps = new ArrayList<>();
        for (Recipe.Line line : recipe.steps()) {
            PlannedStep step = line.toStep();
            if (step.on() != null && step.operation() != null) {
                boolean source = step.on() == Side.SOURCE;
                step = connectors.operation(
                        source ? "source" : "target",
                        source ? migration.source() : migration.target(),
                        step,
                        violations);
            } else if (step.kind() == StepKind.RECORDS) {
                step = connectors.records(migration, step);
            }
            steps.add(step);
        }
        return steps.stream().map(step -> comesBySkipped(step, steps)).toList();
    }

    /** What comes by records that are not moved is not there either. */
    private static PlannedStep comesBySkipped(PlannedStep step, List<PlannedStep> all) {
        return all.stream()
                .filter(other -> other.id().equals(step.from()) && other.notApplicable() != null)
                .findFirst()
                .map(other -> step.applicable(
                        step.title(),
                        step.contents(),
                        "Not applicable to this path: it comes by " + other.title() + ", which are skipped."))
                .orElse(step);
    }

    private static void limits(String field, Migration.Side side, List<Violation> violations) {
        SystemLimits limits = side.limits();
        if (limits != null) {
            LimitRules.violations(field, limits, violations);
        }
    }

    /** Commands and the journal carry settings; no message is over 64 KiB. */
    private static void small(String field, Migration.Side side, List<Violation> violations) {
        if (json(side).length > MAX_SETTINGS_BYTES) {
            violations.add(new Violation(field + ".settings", "are over " + MAX_SETTINGS_BYTES + " bytes"));
        }
    }

    private static Limits limits(Options options, List<Violation> violations) {
        return new Limits(
                within("batchSize", options.batchSize(), 250, 1, 500, violations),
                within("concurrency", options.concurrency(), 16, 1, 256, violations),
                within("inFlight", options.inFlight(), 4, 1, 64, violations),
                within("window", options.window(), 32, 4, 1000, violations),
                Duration.ofSeconds(within("deadlineSeconds", options.deadlineSeconds(), 120, 10, 600, violations)));
    }

    private static Policies policies(Options options, List<Violation> violations) {
        Policies otherwise = Policies.DEFAULTS;
        int percent = otherwise.rejectedPercent();
        int row = otherwise.rejectedInARow();
        int longest = (int) otherwise.longestWait().toSeconds();
        return new Policies(
                within("rejectedPercent", options.rejectedPercent(), percent, 0, 100, violations),
                within("rejectedInARow", options.rejectedInARow(), row, 1, Integer.MAX_VALUE, violations),
                Duration.ofSeconds(within(
                        "longestWaitSeconds", options.longestWaitSeconds(), longest, 1, 7 * 24 * 3600, violations)),
                oneOf("conflicts", options.conflicts(), List.of("keep", "overwrite", "reject"), violations),
                oneOf("existing", options.existing(), List.of("adopt", "reject"), violations));
    }

    /** @param words the first is the default */
    private static String oneOf(String name, @Nullable String given, List<String> words, List<Violation> violations) {
        if (given == null) {
            return words.getFirst();
        }
        if (!words.contains(given)) {
            violations.add(
                    new Violation("options." + name, "must be " + String.join(" or ", words) + ", not " + given));
        }
        return given;
    }

    private static int within(
            String name, @Nullable Integer given, int otherwise, int least, int most, List<Violation> violations) {
        if (given == null) {
            return otherwise;
        }
        if (given < least || given > most) {
            violations.add(new Violation("options." + name, "must be " + least + " to " + most + ", not " + given));
        }
        return given;
    }

    /** What is skipped is part of it, where something is: a plan that moves less is another one. */
    private static String hash(Recipe recipe, Migration migration, List<PlannedStep> steps) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(json(recipe));
            digest.update(json(migration));
            steps.stream()
                    .filter(step -> step.notApplicable() != null)
                    .forEach(step -> digest.update(json(step.id() + " " + step.notApplicable())));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] json(Object value) {
        try {
            return CANONICAL.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }
}
