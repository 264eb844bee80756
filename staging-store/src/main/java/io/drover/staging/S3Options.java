package io.drover.staging;

import java.net.URI;
import java.util.Optional;

/**
 * Where S3 is. Credentials are found as by every AWS program: environment, profile, container or instance role.
 *
 * @param endpoint of an S3-compatible store, addressed by path; empty for AWS
 * @param region as the store wants it; empty for what the environment says
 */
public record S3Options(Optional<URI> endpoint, Optional<String> region) {

    public static final S3Options AWS = new S3Options(Optional.empty(), Optional.empty());

    public static S3Options at(URI endpoint, String region) {
        return new S3Options(Optional.of(endpoint), Optional.of(region));
    }
}
