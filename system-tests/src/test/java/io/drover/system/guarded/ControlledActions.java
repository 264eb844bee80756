package io.drover.system.guarded;

import io.drover.spi.Answer;
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
import java.time.Duration;
import java.util.Map;

/**
 * Actions that are one request each: {@code POST <control>/<name>}, answered with a number. Answered with 202 it is not done yet, and what
 * is asked from then on is {@code POST <control>/<name>-progress}.
 */
final class ControlledActions implements Operations {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final String control;
    private final Meter meter;
    private final HttpClient client = HttpClient.newHttpClient();

    ControlledActions(String control, Meter meter) {
        this.control = control;
        this.meter = meter;
    }

    @Override
    public Answer run(String name, Task task) throws IOException, InterruptedException {
        String path = name;
        if (task.asked() == 0) {
            task.checkPermit();
        } else {
            path = name + "-progress";
        }
        task.evidence().add("http.request", Map.of("path", path));
        meter.request();
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(control + "/" + path))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == ACCEPTED) {
            task.fact("job", name);
            return new Answer.NotYet(SOON, answer.body() + " are left over");
        }
        if (answer.statusCode() != OK) {
            throw new ConnectorException(
                    "CONTROL_" + answer.statusCode(),
                    FailureType.EXTERNAL,
                    name + " was answered " + answer.statusCode());
        }
        if (name.equals("inventory")) {
            task.total("present.thing", Long.parseLong(answer.body()));
        }
        return Answer.DONE;
    }

    @Override
    public void close() {
        client.close();
    }
}
