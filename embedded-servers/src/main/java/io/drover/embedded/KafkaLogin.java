package io.drover.embedded;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramCredential;
import org.apache.kafka.common.security.scram.ScramCredentialCallback;
import org.apache.kafka.common.security.scram.internals.ScramFormatter;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;
import org.jspecify.annotations.Nullable;

/**
 * Knows the user that the listener's own login names, and no other. Kafka would look into its log, where the controller's
 * listener finds nobody, and a broker of an earlier release has none.
 */
public final class KafkaLogin implements AuthenticateCallbackHandler {

    /** As few as SCRAM allows: the password is random, and nobody tries all of them. */
    private static final int ITERATIONS = 4096;

    private @Nullable String user;
    private @Nullable ScramCredential credential;

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> logins) {
        Map<String, ?> login = logins.getFirst().getOptions();
        user = String.valueOf(login.get("username"));
        try {
            credential = new ScramFormatter(ScramMechanism.forMechanismName(mechanism))
                    .generateCredential(String.valueOf(login.get("password")), ITERATIONS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(mechanism + " is not known here", e);
        }
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        boolean known = false;
        for (Callback callback : callbacks) {
            switch (callback) {
                case NameCallback name -> known = name.getDefaultName().equals(user);
                case ScramCredentialCallback found ->
                    found.scramCredential(known ? credential : null); // null is nobody
                default -> throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}
