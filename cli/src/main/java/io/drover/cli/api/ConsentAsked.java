package io.drover.cli.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person is asked to consent to, as {@code GET /api/v1/executions/{id}/consent} answers it.
 *
 * @param backup the SHA-256 of the proven backup archive
 * @param archive the archive's key in the staging store
 * @param destroys how many there are of each kind in the target that will be gone
 * @param imports how many of each kind will be there instead
 * @param files the SHA-256 of each file that will be imported, by what it is for
 * @param phrase what has to be typed
 * @param challenge stands for all of this; an answer to another challenge is refused
 * @param validSeconds how long a consent holds
 * @param forResume whether it is for going on after a failure past the point of no return
 */
public record ConsentAsked(
        String step,
        @Nullable String planHash,
        @Nullable String backup,
        @Nullable String archive,
        Map<String, Long> destroys,
        Map<String, Long> imports,
        Map<String, String> files,
        String phrase,
        String challenge,
        long validSeconds,
        boolean forResume) {

    @SuppressWarnings("ConstantConditions") // the API leaves out what is empty
    public ConsentAsked {
        destroys = destroys == null ? Map.of() : new LinkedHashMap<>(destroys);
        imports = imports == null ? Map.of() : new LinkedHashMap<>(imports);
        files = files == null ? Map.of() : new LinkedHashMap<>(files);
    }
}
