package io.drover.sandbox.qtest;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** The people of the site. */
final class Users {

    record User(long id, String username, String firstName, String lastName, int status) {}

    private static final int ACTIVE = 1;
    private static final int INACTIVE = 2;

    private final List<User> all;

    /** @param account the one whose token is used */
    Users(QTestOptions account) {
        all = List.of(
                new User(91, account.user(), "Drover", "Sandbox", ACTIVE),
                new User(92, "ada@sandbox.example", "Ada", "Lovelace", ACTIVE),
                new User(93, "grace@sandbox.example", "Grace", "Hopper", ACTIVE),
                new User(94, "left@sandbox.example", "Long", "Gone", INACTIVE));
    }

    static final long CREATOR = 91;

    boolean has(long id) {
        return all.stream().anyMatch(u -> u.id() == id);
    }

    String name(long id) {
        return all.stream()
                .filter(u -> u.id() == id)
                .map(u -> u.firstName() + " " + u.lastName())
                .findFirst()
                .orElse("");
    }

    List<User> all(boolean inactiveToo) {
        return all.stream().filter(u -> inactiveToo || u.status() == ACTIVE).toList();
    }

    static void write(JsonGenerator out, User user) throws IOException {
        out.writeStartObject();
        out.writeNumberField("id", user.id());
        out.writeStringField("username", user.username());
        out.writeStringField("email", user.username());
        out.writeStringField("first_name", user.firstName());
        out.writeStringField("last_name", user.lastName());
        out.writeNumberField("status", user.status());
        out.writeEndObject();
    }
}
