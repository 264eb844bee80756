package io.drover.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;

/**
 * The sockets of this process. Connections to outside systems are opened and closed with every batch; handshakes are dear,
 * so the pools behind them stay for as long as the process lives.
 */
final class SharedClients {

    /** Far above any share of an allowance: what limits requests is the semaphore of each {@link HttpConnection}. */
    private static final int SOCKETS_PER_HOST = 1024;

    private static final Map<Key, CloseableHttpClient> CLIENTS = new ConcurrentHashMap<>();

    private record Key(Duration connectTimeout, boolean compression, AddressGuard guard, boolean keeping) {}

    private SharedClients() {}

    static CloseableHttpClient get(HttpSettings settings, AddressGuard guard) {
        return CLIENTS.computeIfAbsent(
                new Key(settings.connectTimeout(), settings.compression(), guard, true), SharedClients::create);
    }

    /** One that opens a connection for each request: one kept from before may be dead. It unpacks nothing. */
    static CloseableHttpClient notKeeping(HttpSettings settings, AddressGuard guard) {
        return CLIENTS.computeIfAbsent(new Key(settings.connectTimeout(), false, guard, false), SharedClients::create);
    }

    private static CloseableHttpClient create(Key key) {
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new GuardedDns(key.guard()))
                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                        .setMaxConnPerRoute(SOCKETS_PER_HOST)
                        .setMaxConnTotal(4 * SOCKETS_PER_HOST)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(key.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setProtocolUpgradeEnabled(false).build())
                .setUserAgent("Drover")
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching();
        if (!key.compression()) {
            builder.disableContentCompression();
        }
        if (!key.keeping()) {
            builder.setConnectionReuseStrategy((request, response, context) -> false);
        }
        return builder.build();
    }
}
