package io.drover.sandbox.qtest;

import io.drover.sandbox.LookAlikeOptions;
import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.faults.Switch;
import java.util.List;

/**
 * How the qTest side is made: who may ask, and what the statistics look at.
 *
 * @param site its name, for the password grant's basic authorization
 * @param user for the password grant
 * @param password for the password grant
 * @param token a personal one, which never expires
 * @param originField label of the field whose repeated values count as duplicates
 */
public record QTestOptions(String site, String user, String password, String token, String originField)
        implements LookAlikeOptions {

    // Well known and worth nothing: they open sandboxes only.
    public static final String TOKEN = "5a0d0b0c-0000-4000-8000-000000000001";
    public static final String USER = "drover@sandbox.example";
    public static final String PASSWORD = "sandbox-password";
    public static final String SITE = "sandbox";
    static final String ORIGIN_FIELD = "Zephyr Key";

    public static QTestOptions usual() {
        return new QTestOptions(SITE, USER, PASSWORD, TOKEN, ORIGIN_FIELD);
    }

    public QTestOptions token(String other) {
        return new QTestOptions(site, user, password, other, originField);
    }

    public QTestOptions password(String other) {
        return new QTestOptions(site, user, other, token, originField);
    }

    @Override
    public String name() {
        return QTestLookAlike.NAME;
    }

    @Override
    public List<Switch<?>> switches() {
        return QTestSwitches.all();
    }

    @Override
    public QTestLookAlike begin(Faults faults, String origin) {
        return new QTestLookAlike(this, faults, origin);
    }

    @Override
    public String toString() {
        return "QTestOptions[" + user + " at " + site + "]";
    }
}
