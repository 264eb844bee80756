package io.drover.staging;

import io.drover.embedded.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class S3SealedFileTest extends SealedFileContract {

    private static S3Server server;

    S3SealedFileTest() throws IOException {
        super(StagingStores.open(
                URI.create("s3://" + S3Server.BUCKET + "/" + UUID.randomUUID()),
                S3Options.at(server.endpoint(), "us-east-1")));
    }

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        server = S3Server.start(directory, 0);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }
}
