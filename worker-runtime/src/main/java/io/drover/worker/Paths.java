package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.mapping.Path;
import io.drover.mapping.PathDescriptor;
import io.drover.mapping.RecordsPath;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The paths on this worker's class path and among its plug-ins. */
@ApplicationScoped
public class Paths {

    /** Of a command that names no recipe: of releases that mapped records in this way only. */
    private static final String FORMERLY = "zephyr-scale-to-qtest";

    private final List<Path> paths;
    /** Of two paths that have a recipe of one name, the first by id has it; the coordinator decides alike. */
    private final Map<String, Path> byRecipe = new TreeMap<>();

    @Inject
    Paths(Plugins plugins) {
        this(plugins.all(Path.class));
    }

    public Paths(List<? extends Path> paths) {
        this.paths = paths.stream()
                .sorted(Comparator.comparing((Path path) -> path.descriptor().id()))
                .<Path>map(path -> path)
                .toList();
        this.paths.forEach(
                path -> path.descriptor().recipes().keySet().forEach(recipe -> byRecipe.putIfAbsent(recipe, path)));
    }

    List<PathDescriptor> descriptors() {
        return paths.stream().map(Path::descriptor).toList();
    }

    /** The path that a command is of; empty for a recipe of no path, or of one that this worker has not got. */
    public Optional<Path> find(Command command) {
        return Optional.ofNullable(byRecipe.get(command.recipe() == null ? FORMERLY : command.recipe()));
    }

    /**
     * The path that maps the records of a command.
     *
     * @throws ConnectorException of type USER, code {@code PATH_UNKNOWN}, when this worker has none
     */
    public RecordsPath records(Command command) {
        return find(command)
                .filter(RecordsPath.class::isInstance)
                .map(RecordsPath.class::cast)
                .orElseThrow(() -> new ConnectorException(
                        "PATH_UNKNOWN",
                        FailureType.USER,
                        "This worker has no path that maps records for recipe " + command.recipe()
                                + "; it has paths for " + byRecipe.keySet()));
    }
}
