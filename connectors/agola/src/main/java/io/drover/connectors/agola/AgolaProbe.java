package io.drover.connectors.agola;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.connectors.agola.convert.Service;
import io.drover.http.Call.Method;
import io.drover.spi.ConnectorException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what answers at an address, by questions that change nothing (docs/contracts/agola.md 1.3 and 1.4). */
final class AgolaProbe {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AgolaProbe() {}

    /**
     * What v0.8 and later say about maintenance.
     *
     * @param requested whether it is asked for
     * @param current whether the address that answered is in maintenance
     */
    record Status(boolean requested, boolean current) {
        @Override
        public String toString() {
            return "requested=" + requested + " current=" + current;
        }
    }

    /** Nothing for v0.7, which cannot tell. */
    static Optional<Status> maintenance(ServiceAddress api) {
        ServiceAddress.Answer answer = api.ask(Method.GET, "/maintenance");
        return switch (answer.status()) {
            case 200 -> Optional.of(status(api, answer));
            case 405 -> Optional.empty();
            case 401 -> throw tokenRefused(api);
            default -> throw notAgola(api, "GET maintenance", String.valueOf(answer.status()));
        };
    }

    private static Status status(ServiceAddress api, ServiceAddress.Answer answer) {
        try {
            JsonNode json = JSON.readTree(answer.body());
            JsonNode requested = json.path("RequestedStatus");
            JsonNode current = json.path("CurrentStatus");
            if (requested.isBoolean() && current.isBoolean()) {
                return new Status(requested.booleanValue(), current.booleanValue());
            }
        } catch (IOException e) {
            throw notAgola(api, "GET maintenance", String.valueOf(answer.status()));
        }
        throw notAgola(api, "GET maintenance", String.valueOf(answer.status()));
    }

    /**
     * Which of the two services answers, by a list that only one of them has.
     *
     * @return nothing when neither list is there, as in maintenance
     */
    static Optional<Service> service(ServiceAddress api) {
        for (Service service : new Service[] {api.service(), Services.other(api.service())}) {
            ListPage<Boolean> page =
                    switch (service) {
                        case RUNSERVICE -> first(api, "/runs", "runs");
                        case CONFIGSTORE -> first(api, "/users", null);
                    };
            switch (page.status()) {
                case 200 -> {
                    if (page.wrong() != null) {
                        throw notAgola(api, "a list", page.wrong());
                    }
                    return Optional.of(service);
                }
                case 400, 404 -> {
                    // Not this one, or no list at the moment.
                }
                case 401 -> throw tokenRefused(api);
                default -> throw notAgola(api, "a list", String.valueOf(page.status()));
            }
        }
        return Optional.empty();
    }

    private static ListPage<Boolean> first(ServiceAddress api, String list, @Nullable String field) {
        return api.list(
                list + "?asc&limit=1",
                body -> ListPage.read(body, field, item -> item.skipChildren() != null),
                ListPage::refused);
    }

    static void notSwapped(ServiceAddress api, Service found) {
        if (found != api.service()) {
            throw AgolaFailures.user(
                    "SERVICES_SWAPPED",
                    api.from() + " is the " + found.word() + ", not the "
                            + api.service().word() + ". Swap the two addresses.");
        }
    }

    private static ConnectorException tokenRefused(ServiceAddress api) {
        return AgolaFailures.user(
                "TOKEN_REFUSED",
                api.from() + " needs another token. Give the secret "
                        + api.service().word() + "Token the service's API token.");
    }

    private static ConnectorException notAgola(ServiceAddress api, String question, String answer) {
        return AgolaFailures.user(
                "NOT_AGOLA",
                api.from() + " answered " + answer + " to " + question + ", which no Agola does. Check that this is the"
                        + " address of the " + api.service().word() + " itself, without a path.");
    }
}
