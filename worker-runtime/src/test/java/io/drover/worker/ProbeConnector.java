package io.drover.worker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.spi.Answer;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Descriptor;
import io.drover.spi.OperationTraits;
import io.drover.spi.OperationTraits.Retry;
import io.drover.spi.Operations;
import io.drover.spi.Role;
import io.drover.spi.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A connector whose two operations do what a test says; {@code wipe} destroys. */
final class ProbeConnector implements Connector {

    static final String ID = "probe";

    final AtomicInteger runs = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final List<Connection> opened = new ArrayList<>();
    private final Answers answers;

    /** What an operation does, to its end. */
    interface Deed extends Answers {
        void run(Connection connection, Task task) throws IOException, InterruptedException;

        @Override
        default Answer answer(Connection connection, Task task) throws IOException, InterruptedException {
            run(connection, task);
            return Answer.DONE;
        }
    }

    /** What an operation does, and how far it comes. */
    interface Answers {
        Answer answer(Connection connection, Task task) throws IOException, InterruptedException;
    }

    ProbeConnector(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                ID,
                "Probe",
                Set.of(Role.OPERATIONS),
                List.of(),
                List.of("url"),
                JsonNodeFactory.instance.objectNode(),
                List.of("token"),
                List.of(
                        new OperationTraits("look", false, Retry.SAFE),
                        new OperationTraits("wipe", true, Retry.RESUME),
                        new OperationTraits("reset", true, Retry.SAFE),
                        new OperationTraits("upgrade", false, Retry.RESUME),
                        new OperationTraits("drop", true, Retry.RESTORE_ONLY)));
    }

    @Override
    public Operations openOperations(Connection connection) {
        opened.add(connection);
        return new Operations() {
            @Override
            public Answer run(String name, Task task) throws IOException, InterruptedException {
                runs.incrementAndGet();
                return answers.answer(connection, task);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }
}
