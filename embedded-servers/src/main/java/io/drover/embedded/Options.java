package io.drover.embedded;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Which servers to start, and where. A port is 0 for any free one, and absent for a server that is not wanted.
 *
 * @param directory where they keep their data; one set of servers at a time
 * @param durable whether PostgreSQL's commits are on the disk when they returned
 */
public record Options(
        Path directory, OptionalInt kafkaPort, OptionalInt postgresPort, OptionalInt s3Port, boolean durable) {

    /** Kafka and PostgreSQL at free ports, durable. */
    public static Options in(Path directory) {
        return new Options(directory, OptionalInt.of(0), OptionalInt.of(0), OptionalInt.empty(), true);
    }

    public Options withKafka(int port) {
        return new Options(directory, OptionalInt.of(port), postgresPort, s3Port, durable);
    }

    public Options withoutKafka() {
        return new Options(directory, OptionalInt.empty(), postgresPort, s3Port, durable);
    }

    public Options withPostgres(int port) {
        return new Options(directory, kafkaPort, OptionalInt.of(port), s3Port, durable);
    }

    public Options withoutPostgres() {
        return new Options(directory, kafkaPort, OptionalInt.empty(), s3Port, durable);
    }

    public Options withS3(int port) {
        return new Options(directory, kafkaPort, postgresPort, OptionalInt.of(port), durable);
    }

    /** PostgreSQL does not wait for the disk: for tests that lose nothing but time when the machine crashes. */
    public Options withoutDurability() {
        return new Options(directory, kafkaPort, postgresPort, s3Port, false);
    }
}
