package io.drover.staging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Uploads an object: at once when it is small, in parts of 8 MiB when it grows beyond; never more than one is held. */
final class S3Upload extends StagingStore.StagedOutput {

    private static final int PART_BYTES = 8 * 1024 * 1024;
    private static final int INITIAL_BYTES = 64 * 1024;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[INITIAL_BYTES];
    private int buffered;
    private @Nullable String uploadId;
    private boolean ended;
    private boolean failed;

    S3Upload(S3Client client, String bucket, String key) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        requireNotFailed();
        if (ended) {
            return; // aborted: a compressor above may still flush
        }
        int from = offset;
        int end = offset + length;
        while (from < end) {
            if (buffered == PART_BYTES) {
                call(this::uploadPart);
            }
            int count = Math.min(end - from, PART_BYTES - buffered);
            makeRoom(count);
            System.arraycopy(bytes, from, buffer, buffered, count);
            buffered += count;
            from += count;
        }
    }

    @Override
    public void close() throws IOException {
        requireNotFailed();
        if (!ended) {
            call(uploadId == null ? this::putWhole : this::completeUpload);
            ended = true;
        }
    }

    @Override
    public void abort() {
        if (ended) {
            return;
        }
        ended = true;
        if (uploadId != null) {
            try {
                client.abortMultipartUpload(b -> b.bucket(bucket).key(key).uploadId(uploadId));
            } catch (SdkException e) {
                // The bucket's life cycle removes incomplete uploads; nobody can read them.
            }
        }
    }

    private void putWhole() {
        client.putObject(b -> b.bucket(bucket).key(key), content());
    }

    private void uploadPart() {
        String id = uploadId;
        if (id == null) {
            id = client.createMultipartUpload(b -> b.bucket(bucket).key(key)).uploadId();
            uploadId = id;
        }
        String upload = id;
        int number = parts.size() + 1;
        String tag = client.uploadPart(
                        b -> b.bucket(bucket).key(key).uploadId(upload).partNumber(number), content())
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        buffered = 0;
    }

    private void completeUpload() {
        uploadPart();
        client.completeMultipartUpload(
                b -> b.bucket(bucket).key(key).uploadId(uploadId).multipartUpload(m -> m.parts(parts)));
    }

    /** Not copied: the SDK reads it, from the start again when it retries, before the call returns. */
    private RequestBody content() {
        byte[] bytes = buffer;
        int length = buffered;
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
    }

    private void makeRoom(int count) {
        if (buffered + count > buffer.length) {
            int doubled = Math.max(buffer.length * 2, buffered + count);
            buffer = Arrays.copyOf(buffer, Math.min(doubled, PART_BYTES));
        }
    }

    private void requireNotFailed() throws IOException {
        if (failed) {
            throw new IOException("an upload to s3://" + bucket + "/" + key + " failed before: it is not kept");
        }
    }

    /** What failed is not kept. */
    private void call(Runnable call) throws IOException {
        try {
            call.run();
        } catch (SdkException e) {
            abort();
            failed = true;
            throw new IOException("cannot write s3://" + bucket + "/" + key + ": " + e.getMessage(), e);
        }
    }
}
