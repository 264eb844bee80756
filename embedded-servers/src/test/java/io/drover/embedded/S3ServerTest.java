package io.drover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ServerTest {

    private final Path directory;

    S3ServerTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void s3_answers_and_listens_on_loopback_only() throws Exception {
        try (S3Server server = S3Server.start(directory, 0)) {
            assertThat(send("PUT", server.endpoint(), "kept").statusCode()).isEqualTo(200);
            assertThat(send("GET", server.endpoint(), "").body()).isEqualTo("kept");
            for (InetAddress address : addressesOfThisMachine()) {
                assertThatThrownBy(() -> new Socket(address, server.endpoint().getPort()).close())
                        .as(address.toString())
                        .isInstanceOf(ConnectException.class);
            }
        }
    }

    private static HttpResponse<String> send(String method, URI endpoint, String body)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(endpoint.resolve("/" + S3Server.BUCKET + "/key"))
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** All but the one to which the server is bound; none where there is no network. */
    private static List<Inet4Address> addressesOfThisMachine() throws IOException {
        Inet4Address other = (Inet4Address) InetAddress.getByName("127.0.0.2");
        List<Inet4Address> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        boolean linux = System.getProperty("os.name").equals("Linux"); // where all of 127/8 is this machine
        return Optional.of(other)
                .filter(any -> linux && outside.isEmpty())
                .map(List::of)
                .orElse(outside);
    }
}
