package io.drover.transformer;

import io.drover.mapping.Path;
import io.drover.worker.Paths;
import java.util.ServiceLoader;

/** The paths that ship, found as the service finds them. A command that names no recipe is of the one that maps test cases. */
final class Shipped {

    static final Paths PATHS = new Paths(ServiceLoader.load(Path.class).stream()
            .<Path>map(ServiceLoader.Provider::get)
            .toList());

    private Shipped() {}
}
