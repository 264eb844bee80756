package io.drover.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.ConnectionRef;
import io.drover.contracts.Input;
import io.drover.contracts.Permit;
import io.drover.contracts.Phase;
import io.drover.contracts.SecretBinding;
import io.drover.contracts.Side;
import io.drover.staging.StagedJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands for operations of {@link ProbeConnector}, each of an execution of its own unless told otherwise. */
record OperationCommands(
        String execution,
        String route,
        String step,
        Phase phase,
        int round,
        int attempt,
        String operation,
        Side on,
        Map<String, Input> inputs,
        @Nullable Permit permit,
        int asked) {

    /** What the secrets of both connections are for. */
    static final SecretBinding USE = SecretBinding.of(ProbeConnector.ID, List.of("http://old", "http://new"));

    static OperationCommands look() {
        String execution = "20261120-" + UUID.randomUUID().toString().substring(0, 8);
        return new OperationCommands(
                execution, execution, "look-around", Phase.VALIDATE, 0, 1, "look", Side.TARGET, Map.of(), null, 0);
    }

    static OperationCommands wipe() {
        return look().step("wipe-it", Phase.LOAD).operation("wipe");
    }

    OperationCommands step(String id, Phase of) {
        return new OperationCommands(execution, route, id, of, round, attempt, operation, on, inputs, permit, asked);
    }

    OperationCommands execution(String id, String onRoute) {
        return new OperationCommands(id, onRoute, step, phase, round, attempt, operation, on, inputs, permit, asked);
    }

    OperationCommands operation(String name) {
        return new OperationCommands(execution, route, step, phase, round, attempt, name, on, inputs, permit, asked);
    }

    OperationCommands on(Side side) {
        return new OperationCommands(
                execution, route, step, phase, round, attempt, operation, side, inputs, permit, asked);
    }

    OperationCommands attempt(int number) {
        return new OperationCommands(
                execution, route, step, phase, round, number, operation, on, inputs, permit, asked);
    }

    /** The next attempt, after so many answers that it is not done yet. */
    OperationCommands asked(int times) {
        return new OperationCommands(
                execution, route, step, phase, round, attempt + 1, operation, on, inputs, permit, times);
    }

    OperationCommands input(String name, BatchId from, String part) {
        return new OperationCommands(
                execution,
                route,
                step,
                phase,
                round,
                attempt,
                operation,
                on,
                Map.of(name, new Input(from.manifestKey(), part)),
                permit,
                asked);
    }

    OperationCommands permit(Instant expires, Map<String, String> files) {
        return permit(new Permit("ada", "c0ffee", expires, files));
    }

    /** A consent to the same thing, the n-th. */
    static Permit given(int n) {
        return new Permit("ada", "c0ffee", Instant.now().plusSeconds(60), Map.of(), Instant.EPOCH.plusSeconds(n), null);
    }

    OperationCommands permit(Permit given) {
        return new OperationCommands(
                execution, route, step, phase, round, attempt, operation, on, inputs, given, asked);
    }

    BatchId batch() {
        return new BatchId(execution, step, phase, round);
    }

    Command command() {
        return new Command(
                Command.VERSION,
                batch(),
                route,
                attempt,
                operation,
                null,
                connection("old"),
                connection("new"),
                inputs,
                options(),
                Instant.now().plusSeconds(60),
                on,
                permit,
                "recipe",
                asked);
    }

    /** As it would be had it been issued at another time. */
    Command withDeadline(Instant deadline) {
        Command now = command();
        return new Command(
                now.version(),
                now.batch(),
                now.route(),
                now.attempt(),
                now.operation(),
                now.entityType(),
                now.source(),
                now.target(),
                now.inputs(),
                now.options(),
                deadline,
                now.on(),
                now.permit(),
                now.recipe(),
                now.asked());
    }

    /** For an operation of the service itself, which has no connection. */
    Command ofService() {
        return new Command(
                Command.VERSION,
                batch(),
                route,
                attempt,
                operation,
                null,
                null,
                null,
                Map.of(),
                options(),
                Instant.now().plusSeconds(60));
    }

    private static ConnectionRef connection(String name) {
        ObjectNode settings = StagedJson.mapper().createObjectNode().put("url", "http://" + name);
        return new ConnectionRef(name, ProbeConnector.ID, settings, Map.of("token", name + "-token"), 1);
    }

    private static ObjectNode options() {
        return StagedJson.mapper().createObjectNode().put("service", "runservice");
    }
}
