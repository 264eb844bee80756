package io.drover.coordinator.api;

import io.drover.api.SecretValue;
import io.drover.api.Violation;
import io.drover.contracts.SecretBinding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Looks at what is to be kept as a secret; what is wrong is told without repeating any of it. */
final class SecretRequests {

    private static final int LONGEST_VALUE = 8 * 1024;

    private SecretRequests() {}

    /**
     * What it is for.
     *
     * @throws InvalidRequestException with everything that is wrong
     */
    static SecretBinding use(String name, SecretValue given) {
        Required.of("value", given.value(), "connector", given.connector());
        List<Violation> violations = new ArrayList<>();
        if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
            violations.add(new Violation("name", "is 1 to 100 of A-Z a-z 0-9 . _ -"));
        }
        if (given.value().isEmpty()) {
            violations.add(new Violation("value", "is empty"));
        }
        if (given.value().getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE) {
            violations.add(new Violation("value", "is over " + LONGEST_VALUE + " bytes"));
        }
        boolean forArchive = given.connector().equals(SecretValue.ARCHIVE);
        if (forArchive && !given.addresses().isEmpty()) {
            violations.add(new Violation("addresses", "the password of an archive is sent nowhere; leave them out"));
        }
        try {
            SecretBinding use = SecretBinding.of(given.connector(), given.addresses());
            if (violations.isEmpty()) {
                return use;
            }
        } catch (IllegalArgumentException e) {
            violations.add(new Violation("connector, addresses", String.valueOf(e.getMessage())));
        }
        throw new InvalidRequestException(violations);
    }
}
