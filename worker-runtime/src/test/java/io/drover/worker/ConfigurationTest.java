package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each group of settings: what it is without a word of the user, and with every word said. */
class ConfigurationTest {

    @Test
    void a_claim_lasts_15_seconds_by_default() {
        assertThat(read(ClaimConfig.class, Map.of()).lease()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void a_claims_lease_is_a_duration() {
        assertThat(read(ClaimConfig.class, Map.of("drover.claim.lease", "PT2M")).lease())
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void no_private_network_may_be_reached_by_default() {
        assertThat(read(NetworkConfig.class, Map.of()).allow()).isEmpty();
    }

    @Test
    void private_networks_are_allowed_by_name() {
        assertThat(read(NetworkConfig.class, Map.of("drover.network.allow", "127.0.0.0/8,10.0.0.0/8"))
                        .allow())
                .contains("127.0.0.0/8,10.0.0.0/8");
    }

    @Test
    void secrets_have_no_place_by_default() {
        SecretsConfig config = read(SecretsConfig.class, Map.of());

        assertThat(config.keyFile()).isEmpty();
        assertThat(config.directory()).isEmpty();
        assertThat(config.vault()).isEmpty();
    }

    @Test
    void a_vault_is_an_address_and_the_file_of_a_token() {
        SecretsConfig.Vault vault = read(
                        SecretsConfig.class,
                        Map.of(
                                "drover.secrets.vault.address",
                                "https://vault.example:8200",
                                "drover.secrets.vault.token-file",
                                "/run/vault/token"))
                .vault()
                .orElseThrow();

        assertThat(vault.address()).hasToString("https://vault.example:8200");
        assertThat(vault.tokenFile()).isEqualTo(Path.of("/run/vault/token"));
        assertThat(vault.mount()).isEmpty();
        assertThat(vault.path()).isEmpty();
        assertThat(vault.namespace()).isEmpty();
    }

    @Test
    void secrets_have_a_key_file_and_a_directory() {
        SecretsConfig config = read(
                SecretsConfig.class,
                Map.of("drover.secrets.key-file", "/etc/drover/key", "drover.secrets.directory", "/run/secrets"));

        assertThat(config.keyFile()).contains(Path.of("/etc/drover/key"));
        assertThat(config.directory()).contains(Path.of("/run/secrets"));
    }

    @Test
    void batches_wait_in_a_directory_by_default() {
        StagingConfig config = read(StagingConfig.class, Map.of());

        assertThat(config.uri()).isEqualTo(URI.create("file:///var/lib/drover/staging"));
        assertThat(config.minFree().asLongValue()).isEqualTo(256L * 1024 * 1024);
        assertThat(config.s3().endpoint()).isEmpty();
        assertThat(config.s3().region()).isEmpty();
    }

    @Test
    void batches_wait_in_a_bucket_when_told_so() {
        StagingConfig config = read(
                StagingConfig.class,
                Map.of(
                        "drover.staging.uri", "s3://bucket/prefix",
                        "drover.staging.s3.endpoint", "https://s3.example.com",
                        "drover.staging.s3.region", "eu-central-1",
                        "drover.staging.min-free", "1G"));

        assertThat(config.uri()).isEqualTo(URI.create("s3://bucket/prefix"));
        assertThat(config.s3().endpoint()).contains(URI.create("https://s3.example.com"));
        assertThat(config.s3().region()).contains("eu-central-1");
        assertThat(config.minFree().asLongValue()).isEqualTo(1024L * 1024 * 1024);
    }

    @Test
    void running_batches_have_ten_seconds_to_finish_by_default() {
        assertThat(read(ShutdownConfig.class, Map.of()).patience()).isEqualTo(Duration.ofSeconds(10));
        assertThat(read(ShutdownConfig.class, Map.of("drover.shutdown.patience", "1M"))
                        .patience())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_database_has_no_password_until_somebody_gives_one() throws IOException {
        Map<String, String> defaults = new HashMap<>();
        new PropertiesConfigSource(getClass().getResource("/META-INF/microprofile-config.properties"))
                .getProperties()
                .forEach((name, value) -> {
                    if (name.startsWith("drover.database.")) {
                        defaults.put(name, value);
                    }
                });
        assertThatThrownBy(() -> read(LedgerDatabaseConfig.class, defaults))
                .hasMessageContaining("There is no password for the database")
                .hasMessageContaining("DROVER_DATABASE_PASSWORD");

        defaults.put("drover.database.password", "canary");

        LedgerDatabaseConfig config = read(LedgerDatabaseConfig.class, defaults);
        assertThat(config.password()).isEqualTo("canary");
        assertThat(config.host() + " " + config.port() + " " + config.name() + " " + config.user())
                .isEqualTo("127.0.0.1 5432 drover drover");
    }

    @Test
    void a_word_that_nobody_knows_is_refused() {
        assertThatThrownBy(() -> read(ClaimConfig.class, Map.of("drover.claim.leese", "PT2M")))
                .hasMessageContaining("drover.claim.leese");
    }

    private static <T> T read(Class<T> mapping, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(mapping)
                .withSources(new PropertiesConfigSource(settings, "the test's settings", 0))
                .build()
                .getConfigMapping(mapping);
    }
}
