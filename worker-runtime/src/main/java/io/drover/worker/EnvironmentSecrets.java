package io.drover.worker;

import io.drover.contracts.SecretBinding;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code DROVER_SECRET_<NAME>}, and what it is for in {@code DROVER_SECRET_<NAME>_FOR}. */
final class EnvironmentSecrets implements SecretPlace {

    private static final String FOR = "_FOR";

    private final Map<String, String> environment;

    EnvironmentSecrets(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Kept> find(String name) {
        return Optional.ofNullable(environment.get(variable(name)))
                .map(value -> SecretPlace.kept(name, environment.get(variable(name) + FOR), () -> value));
    }

    static String variable(String name) {
        return "DROVER_SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    @Override
    public String remedy(String name, SecretBinding use) {
        return "Whoever sets the environment of the workers sets " + variable(name) + FOR + "=" + use + " beside it.";
    }
}
