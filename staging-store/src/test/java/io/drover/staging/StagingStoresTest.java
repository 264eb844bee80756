package io.drover.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagingStoresTest {

    @Test
    void a_file_uri_opens_that_directory(@TempDir Path directory) throws IOException {
        try (StagingStore store =
                StagingStores.open(directory.resolve("staging").toUri(), S3Options.AWS)) {
            assertThat(store.putIfAbsent("key", new byte[] {1})).isTrue();
        }
        assertThat(directory.resolve("staging/key")).exists();
    }

    @Test
    void an_s3_uri_opens_that_bucket_and_prefix() throws IOException {
        S3Options s3 = S3Options.at(URI.create("http://127.0.0.1:1"), "us-east-1");
        try (StagingStore whole = StagingStores.open(URI.create("s3://bucket"), s3);
                StagingStore below = StagingStores.open(URI.create("s3://my_bucket/a/b/"), s3)) {
            assertThat(whole).hasToString("s3://bucket/");
            assertThat(below).hasToString("s3://my_bucket/a/b/");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"staging", "/tmp/staging", "http://host/staging", "s3:bucket", "s3:///prefix", "file:relative"})
    void anything_else_is_refused_with_what_to_write(String uri) {
        assertThatThrownBy(() -> StagingStores.open(URI.create(uri), S3Options.AWS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(uri)
                .hasMessageContaining("file:///directory")
                .hasMessageContaining("s3://bucket/prefix");
    }

    @Test
    void a_credential_in_the_uri_is_refused_and_not_repeated() {
        assertThatThrownBy(() -> StagingStores.open(URI.create("s3://key:hidden@bucket/a"), S3Options.AWS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hidden");
    }
}
