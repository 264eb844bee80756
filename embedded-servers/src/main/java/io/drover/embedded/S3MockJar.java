package io.drover.embedded;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the executable jar of S3Mock: on the class path (tests), or in the folder {@code s3mock} beside this jar. */
final class S3MockJar {

    private static final Pattern NAME = Pattern.compile("s3mock-.*-exec\\.jar");

    private S3MockJar() {}

    static Path find() throws IOException {
        Optional<Path> onClassPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(S3MockJar::isS3Mock)
                .findFirst();
        return onClassPath
                .or(S3MockJar::besideThisJar)
                .orElseThrow(() ->
                        new IOException("the S3 server's program is missing: put com.adobe.testing:s3mock:exec on the"
                                + " class path, or run target/embedded-servers.jar, which has it beside it"));
    }

    private static Optional<Path> besideThisJar() {
        try {
            Path jar = Path.of(S3MockJar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = jar.resolveSibling("s3mock");
            if (!Files.isDirectory(folder)) {
                return Optional.empty();
            }
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(S3MockJar::isS3Mock).findFirst();
            }
        } catch (URISyntaxException | IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isS3Mock(Path path) {
        Path name = path.getFileName();
        return name != null && NAME.matcher(name.toString()).matches();
    }
}
