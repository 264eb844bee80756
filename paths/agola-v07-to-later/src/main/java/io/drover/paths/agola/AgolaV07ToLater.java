package io.drover.paths.agola;

import io.drover.mapping.Path;
import io.drover.mapping.PathDescriptor;
import io.drover.mapping.PathFiles;
import java.util.List;
import java.util.Map;

/** From Agola v0.7 to v0.8 and later. It moves no records: all that is done are operations of its connector. */
public final class AgolaV07ToLater implements Path {

    private static final String ID = "agola-v07-to-later";

    private final PathDescriptor descriptor;

    public AgolaV07ToLater() {
        PathFiles files = new PathFiles(AgolaV07ToLater.class);
        descriptor = new PathDescriptor(
                ID,
                "Agola v0.7 to v0.8 and later",
                "agola",
                "agola",
                List.of(),
                Map.of(ID, files.text("recipe.yaml"), ID + "-connection-check", files.text("connection-check.yaml")),
                files.words("findings.properties"));
    }

    @Override
    public PathDescriptor descriptor() {
        return descriptor;
    }
}
