package io.drover.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultProxyRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;

/**
 * The sockets of this process. Connections to outside systems are opened and closed with every batch; handshakes are dear,
 * so the pools behind them stay for as long as the process lives.
 */
final class SharedClients {

    /** Far above any share of an allowance: what limits requests is the semaphore of each {@link HttpConnection}. */
    private static final int SOCKETS_PER_HOST = 1024;

    /** Headers without end would fill the memory. */
    private static final Http1Config BOUNDED = Http1Config.custom()
            .setMaxLineLength(64 << 10)
            .setMaxHeaderCount(500)
            .build();

    private static final Map<Key, CloseableHttpClient> CLIENTS = new ConcurrentHashMap<>();

    /** @param authorities in PEM, trusted beside Java's own */
    private record Key(
            Duration connectTimeout,
            boolean compression,
            AddressGuard guard,
            boolean keeping,
            Optional<HttpProxy> proxy,
            String authorities) {}

    private SharedClients() {}

    static CloseableHttpClient get(HttpSettings settings, AddressGuard guard, Optional<HttpProxy> proxy) {
        return get(settings, settings.compression(), guard, true, proxy);
    }

    /** One that opens a connection for each request: one kept from before may be dead. It unpacks nothing. */
    static CloseableHttpClient notKeeping(HttpSettings settings, AddressGuard guard, Optional<HttpProxy> proxy) {
        return get(settings, false, guard, false, proxy);
    }

    private static CloseableHttpClient get(
            HttpSettings settings,
            boolean compression,
            AddressGuard guard,
            boolean keeping,
            Optional<HttpProxy> proxy) {
        String authorities = Authorities.of(settings.certificateAuthorities().orElse(""));
        return CLIENTS.computeIfAbsent(
                new Key(settings.connectTimeout(), compression, guard, keeping, proxy, authorities),
                SharedClients::create);
    }

    private static CloseableHttpClient create(Key key) {
        SSLContext trusting = Authorities.context(key.authorities());
        HttpClientBuilder builder = custom(key.proxy())
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(trusting == null ? null : new DefaultClientTlsStrategy(trusting))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(BOUNDED)
                                .build())
                        .setDnsResolver(resolver(key))
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

    /** With a proxy, only its own name is looked up. Whoever runs the installation may have one in a private network. */
    private static DnsResolver resolver(Key key) {
        return key.proxy().filter(HttpProxy::operators).isPresent()
                ? SystemDefaultDnsResolver.INSTANCE
                : new GuardedDns(key.guard());
    }

    private static HttpClientBuilder custom(Optional<HttpProxy> proxy) {
        if (proxy.isEmpty()) {
            return HttpClients.custom();
        }
        return new TunnelExec.Builder(proxy.get())
                .setRoutePlanner(new DefaultProxyRoutePlanner(
                        new HttpHost("http", proxy.get().host(), proxy.get().port())));
    }
}
