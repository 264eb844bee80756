package io.drover.sandbox.qtest;

/**
 * Who may ask, and what the statistics look at.
 *
 * @param token a personal one, which never expires
 * @param originField label of the field whose repeated values count as duplicates
 */
public record QTestAccount(String site, String user, String password, String token, String originField) {

    @Override
    public String toString() {
        return "QTestAccount[" + user + " at " + site + "]";
    }
}
