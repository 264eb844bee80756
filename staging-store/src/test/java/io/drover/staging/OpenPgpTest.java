package io.drover.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenPgpTest {

    private final Path directory;

    OpenPgpTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void gnupg_opens_what_was_encrypted_here() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gpg")), "this machine has no gpg");
        Path message = directory.resolve("message.gpg");
        byte[] content = "a line of text\n".repeat(50_000).getBytes(UTF_8);
        try (OutputStream out =
                OpenPgp.encrypt(Files.newOutputStream(message), "pass wörd".toCharArray(), OpenPgp.Guessing.SLOW)) {
            out.write(content);
        }

        assertThat(gpg(message, "pass wörd")).isEqualTo(0);
        assertThat(Files.readAllBytes(directory.resolve("plain"))).isEqualTo(content);
        assertThat(gpg(message, "password")).isNotEqualTo(0);
    }

    private int gpg(Path message, String password) throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory.resolve("home"));
        Path passwordFile = Files.writeString(directory.resolve("password"), password, UTF_8);
        Process process = new ProcessBuilder(
                        "gpg",
                        "--homedir",
                        home.toString(),
                        "--batch",
                        "--yes",
                        "--pinentry-mode",
                        "loopback",
                        "--passphrase-file",
                        passwordFile.toString(),
                        "--output",
                        directory.resolve("plain").toString(),
                        "--decrypt",
                        message.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("gpg.txt").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
