package io.drover.coordinator;

import io.drover.contracts.InstallationKey;
import io.drover.contracts.Signatures;
import java.util.Base64;

/** An installation's key for tests. */
public final class TestKeys {

    public static final InstallationKey KEY = InstallationKey.of(Base64.getEncoder()
            .encodeToString("0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    public static final Signatures SIGNATURES = new Signatures(KEY);

    private TestKeys() {}
}
