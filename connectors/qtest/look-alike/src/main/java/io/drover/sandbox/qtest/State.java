package io.drover.sandbox.qtest;

import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.PlayedAnswer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The one project of the site. Everything in it is used under the lock of {@link QTestLookAlike}. */
final class State {

    static final long PROJECT_ID = 1;
    private static final DateTimeFormatter DATES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss+00:00");

    Fields fields = new Fields();
    ModuleTree modules = new ModuleTree();
    Cases cases = new Cases();
    Parameters parameters = new Parameters();
    QTestQuirks quirks = QTestQuirks.NONE;
    final Users users;
    private final Clock clock;

    State(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    /** The project as it was at the beginning: system fields and nothing else. */
    void reset() {
        fields = new Fields();
        modules = modules.emptied();
        cases = new Cases();
        parameters = new Parameters();
        quirks = QTestQuirks.NONE;
    }

    long now() {
        return clock.millis();
    }

    /** A date as the API shows it, without fraction. */
    static String date(long millis) {
        return DATES.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }

    StoredCase testCase(String idOrPid) {
        StoredCase found = cases.find(idOrPid);
        if (found == null) {
            throw QTestErrors.notFound("Test case " + idOrPid + " does not exist");
        }
        return found;
    }

    /** The answer to a list of style B, C or D. */
    PlayedAnswer list(Json.Writer rows) {
        return PlayedAnswer.json(Json.bytes(out -> {
            if (quirks.wrapped()) {
                out.writeStartObject();
                out.writeFieldName("items");
            }
            out.writeStartArray();
            rows.write(out);
            out.writeEndArray();
            if (quirks.wrapped()) {
                out.writeEndObject();
            }
        }));
    }

    /** With everything in it. */
    void remove(ModuleTree.Module module) {
        modules.below(module.id()).forEach(this::remove);
        for (int number : cases.inModule(module.id())) {
            StoredCase test = cases.byNumber(number);
            if (test != null) {
                cases.remove(test);
            }
        }
        modules.remove(module);
    }

    ModuleTree.Module module(long id) {
        ModuleTree.Module found = modules.byId(id);
        if (found == null) {
            throw QTestErrors.notFound("Module " + id + " does not exist");
        }
        return found;
    }
}
