package io.drover.validator;

import io.drover.contracts.ConnectionRef;
import io.drover.spi.Check;
import io.drover.spi.Role;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a check saw of one connection.
 *
 * @param connection its name in the migration
 * @param connector id of the connector
 * @param facts for people: version, project name, user, counts
 */
record Facts(String connection, String connector, Role role, List<String> facts) {

    /** @param clean takes the values of secrets out of what the system said */
    static Facts of(ConnectionRef connection, Role role, Check check, UnaryOperator<String> clean) {
        return new Facts(
                connection.name(),
                connection.connector(),
                role,
                check.facts().stream().map(clean).toList());
    }
}
