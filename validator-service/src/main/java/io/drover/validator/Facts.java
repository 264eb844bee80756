package io.drover.validator;

import io.drover.contracts.ConnectionRef;
import io.drover.spi.Check;
import io.drover.spi.Role;
import java.util.List;

/**
 * What a check saw of one connection.
 *
 * @param connection its name in the migration
 * @param connector id of the connector
 * @param facts for people: version, project name, user, counts
 */
record Facts(String connection, String connector, Role role, List<String> facts) {

    static Facts of(ConnectionRef connection, Role role, Check check) {
        return new Facts(connection.name(), connection.connector(), role, check.facts());
    }
}
