package io.drover.embedded;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Which servers to start, and where. A port is 0 for any free one, and absent for a server that is not wanted.
 *
 * @param directory where they keep their data; one set of servers at a time
 * @param durable whether PostgreSQL's commits are on the disk when they returned
 */
public record ServerOptions(
        Path directory, OptionalInt kafkaPort, OptionalInt postgresPort, OptionalInt s3Port, boolean durable) {

    /** Kafka and PostgreSQL at free ports, durable. */
    public static ServerOptions in(Path directory) {
        return new ServerOptions(directory, OptionalInt.of(0), OptionalInt.of(0), OptionalInt.empty(), true);
    }

    public ServerOptions withKafka(int port) {
        return new ServerOptions(directory, OptionalInt.of(port), postgresPort, s3Port, durable);
    }

    public ServerOptions withoutKafka() {
        return new ServerOptions(directory, OptionalInt.empty(), postgresPort, s3Port, durable);
    }

    public ServerOptions withPostgres(int port) {
        return new ServerOptions(directory, kafkaPort, OptionalInt.of(port), s3Port, durable);
    }

    public ServerOptions withoutPostgres() {
        return new ServerOptions(directory, kafkaPort, OptionalInt.empty(), s3Port, durable);
    }

    public ServerOptions withS3(int port) {
        return new ServerOptions(directory, kafkaPort, postgresPort, OptionalInt.of(port), durable);
    }

    /** PostgreSQL does not wait for the disk: for tests that lose nothing but time when the machine crashes. */
    public ServerOptions withoutDurability() {
        return new ServerOptions(directory, kafkaPort, postgresPort, s3Port, false);
    }
}
