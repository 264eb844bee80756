package io.drover.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.ServiceLoader;

/** Connectors and paths: those of this release, and those of the plug-ins' directory. */
@ApplicationScoped
public class Plugins {

    private final ClassLoader loader;

    @Inject
    Plugins(PluginsConfig config) {
        this.loader = config.loader();
    }

    /** One of each implementation. */
    <T> List<T> all(Class<T> type) {
        return ServiceLoader.load(type, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
