package io.drover.staging;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects of a bucket, below a prefix. {@link #putIfAbsent} is S3's conditional write. Whoever can write there can change a
 * migration's data: give the bucket to Drover alone, and let it expire objects and incomplete uploads.
 */
public final class S3Store implements StagingStore {

    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int CONFLICT_ATTEMPTS = 5;
    private static final int DELETED_AT_ONCE = 1000; // S3's limit

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /**
     * @param client closed with this store
     * @param prefix empty, or ends with a slash
     */
    public S3Store(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    static S3Store open(String bucket, String prefix, S3Options options) {
        S3ClientBuilder client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                // Parts carry a SHA-256 of their own; stores other than AWS often know no other checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        options.region().map(Region::of).ifPresent(client::region);
        options.endpoint()
                .ifPresent((URI endpoint) -> client.endpointOverride(endpoint).forcePathStyle(true));
        return new S3Store(client.build(), bucket, prefix);
    }

    @Override
    public StagedOutput create(String key) {
        return new S3Upload(client, bucket, full(key));
    }

    @Override
    public InputStream open(String key) throws IOException {
        return call(
                "read",
                key,
                () -> new AbortingStream(client.getObject(b -> b.bucket(bucket).key(full(key)))));
    }

    @Override
    public Optional<byte[]> get(String key) throws IOException {
        try {
            byte[] read = call(
                    "read",
                    key,
                    () -> client.getObject(
                            b -> b.bucket(bucket).key(full(key)),
                            (answer, in) -> in.readNBytes(StagingFiles.SMALL + 1)));
            return Optional.of(StagingFiles.requireSmall(key, read));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The client sends again what got no answer, and S3 refuses its own write then: what is there tells. */
    @Override
    public boolean putIfAbsent(String key, byte[] content) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                client.putObject(b -> b.bucket(bucket).key(full(key)).ifNoneMatch("*"), RequestBody.fromBytes(content));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return get(key).map(there -> Arrays.equals(there, content)).orElse(false);
                }
                if (e.statusCode() != CONFLICT || attempt == CONFLICT_ATTEMPTS) {
                    throw failure("write", key, e);
                }
                // Another write or delete of the key was under way: whether it won, the next attempt tells.
            } catch (SdkException e) {
                throw failure("write", key, e);
            }
        }
    }

    @Override
    public List<String> list(String keyPrefix) throws IOException {
        Keys.requirePrefix(keyPrefix);
        return call(
                "list",
                keyPrefix,
                () ->
                        client
                                .listObjectsV2Paginator(b -> b.bucket(bucket).prefix(prefix + keyPrefix))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .map(key -> key.substring(prefix.length()))
                                .sorted()
                                .toList());
    }

    @Override
    public Held held(String keyPrefix) throws IOException {
        Keys.requirePrefix(keyPrefix);
        return call("list", keyPrefix, () -> {
            long objects = 0;
            long bytes = 0;
            for (S3Object object : client.listObjectsV2Paginator(
                            b -> b.bucket(bucket).prefix(prefix + keyPrefix))
                    .contents()) {
                objects++;
                bytes += object.size();
            }
            return new Held(objects, bytes);
        });
    }

    @Override
    public void deleteAll(String keyPrefix) throws IOException {
        List<String> keys = list(keyPrefix);
        for (int from = 0; from < keys.size(); from += DELETED_AT_ONCE) {
            List<ObjectIdentifier> some = keys.subList(from, Math.min(keys.size(), from + DELETED_AT_ONCE)).stream()
                    .map(key -> ObjectIdentifier.builder().key(full(key)).build())
                    .toList();
            var answer = call(
                    "delete",
                    keyPrefix,
                    () -> client.deleteObjects(
                            b -> b.bucket(bucket).delete(d -> d.objects(some).quiet(true))));
            if (answer.hasErrors() && !answer.errors().isEmpty()) {
                var first = answer.errors().getFirst();
                throw new IOException(answer.errors().size() + " objects below " + this + keyPrefix
                        + " could not be deleted, the first one because of " + first.code());
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }

    private String full(String key) {
        return prefix + Keys.requireKey(key);
    }

    private <T> T call(String verb, String key, java.util.function.Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (NoSuchKeyException e) {
            throw new NoSuchFileException(this + key);
        } catch (SdkException e) {
            throw failure(verb, key, e);
        }
    }

    private IOException failure(String verb, String key, SdkException e) {
        return new IOException("cannot " + verb + " " + this + key + ": " + e.getMessage(), e);
    }

    /** The SDK's stream reads to the end when it is closed, to keep the connection; a large rest is not worth that. */
    private static final class AbortingStream extends java.io.FilterInputStream {

        private final ResponseInputStream<GetObjectResponse> response;
        private boolean atEnd;

        AbortingStream(ResponseInputStream<GetObjectResponse> response) {
            super(response);
            this.response = response;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            atEnd |= b < 0;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            atEnd |= count < 0;
            return count;
        }

        @Override
        public void close() throws IOException {
            if (atEnd) {
                super.close();
            } else {
                response.abort();
            }
        }
    }
}
