package io.drover.staging;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Opens the store that a URI names. */
public final class StagingStores {

    private StagingStores() {}

    /** With no limit to how full a directory's disk may get. */
    public static StagingStore open(URI uri, S3Options s3) throws IOException {
        return open(uri, s3, 0);
    }

    /**
     * @param uri {@code file:///directory}, or {@code s3://bucket/prefix} in which the prefix may be missing
     * @param s3 for {@code s3:} only
     * @param minFree of a directory's disk, in bytes: with less, {@link StagingStore#requireRoom} throws
     * @throws IllegalArgumentException when it is neither
     */
    public static StagingStore open(URI uri, S3Options s3, long minFree) throws IOException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        return switch (scheme) {
            case "file" -> DirectoryStore.open(directory(uri), DirectoryStore.Durability.DEFAULT, minFree);
            case "s3" -> S3Store.open(bucket(uri), prefix(uri), s3);
            default -> throw unusable(uri);
        };
    }

    private static Path directory(URI uri) {
        if (uri.getPath() == null || uri.getPath().isEmpty() || uri.getAuthority() != null) {
            throw unusable(uri);
        }
        return Path.of(uri);
    }

    private static String bucket(URI uri) {
        String bucket = uri.getAuthority(); // getHost() refuses buckets with an underscore
        if (bucket == null || bucket.contains("@") || uri.getQuery() != null || uri.getFragment() != null) {
            throw unusable(uri);
        }
        return bucket;
    }

    private static String prefix(URI uri) {
        String path = uri.getPath().replaceAll("^/+|/+$", "");
        return path.isEmpty() ? "" : path + "/";
    }

    private static IllegalArgumentException unusable(URI uri) {
        return new IllegalArgumentException("the staging store cannot be '"
                + (uri.getUserInfo() == null ? uri : uri.getScheme() + "://…") // what stands before @ may be a secret
                + "': write file:///directory or s3://bucket/prefix");
    }
}
