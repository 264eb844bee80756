package io.drover.connectors.agola;

import static org.awaitility.Awaitility.await;

import io.drover.sandbox.agola.AgolaServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Maintenance past the connector. */
final class Maintenances {

    private Maintenances() {}

    /** Puts a service into maintenance and waits until it is. */
    static void enter(AgolaServer server) throws InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            client.send(
                    HttpRequest.newBuilder(URI.create(server.url() + "/api/v1alpha/maintenance"))
                            .PUT(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            // The service closes its port at once, sometimes before the answer was read; what counts is asked below.
        }
        await().atMost(Duration.ofSeconds(30)).until(server::maintenanceInEffect);
    }
}
