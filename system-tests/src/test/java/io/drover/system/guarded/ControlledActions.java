package io.drover.system.guarded;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Meter;
import io.drover.spi.Operations;
import io.drover.spi.Task;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Actions that are one request each: {@code POST <control>/<name>}, answered with a number. */
final class ControlledActions implements Operations {

    private static final int OK = 200;

    private final String control;
    private final Meter meter;
    private final HttpClient client = HttpClient.newHttpClient();

    ControlledActions(String control, Meter meter) {
        this.control = control;
        this.meter = meter;
    }

    @Override
    public void run(String name, Task task) throws IOException, InterruptedException {
        task.checkPermit();
        task.evidence().add("http.request", Map.of("path", name));
        meter.request();
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(control + "/" + name))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new ConnectorException(
                    "CONTROL_" + answer.statusCode(),
                    FailureType.EXTERNAL,
                    name + " was answered " + answer.statusCode());
        }
        if (name.equals("inventory")) {
            task.total("present.thing", Long.parseLong(answer.body()));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
