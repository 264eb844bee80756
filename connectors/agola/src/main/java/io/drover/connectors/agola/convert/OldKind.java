package io.drover.connectors.agola.convert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The data types of a v0.7 export, per service in the order in which the export has them. */
enum OldKind {
    RUN(Service.RUNSERVICE),
    RUNCONFIG(Service.RUNSERVICE),
    RUNCOUNTER(Service.RUNSERVICE),
    USER(Service.CONFIGSTORE),
    ORG(Service.CONFIGSTORE),
    ORGMEMBER(Service.CONFIGSTORE),
    PROJECTGROUP(Service.CONFIGSTORE),
    PROJECT(Service.CONFIGSTORE),
    REMOTESOURCE(Service.CONFIGSTORE),
    SECRET(Service.CONFIGSTORE),
    VARIABLE(Service.CONFIGSTORE);

    private static final Map<String, OldKind> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(OldKind::word, kind -> kind));

    private final Service service;
    private final String word = name().toLowerCase(Locale.ROOT);

    OldKind(Service service) {
        this.service = service;
    }

    static Optional<OldKind> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    Service service() {
        return service;
    }

    /** The value of {@code data_type}. */
    String word() {
        return word;
    }
}
