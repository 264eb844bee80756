package io.drover.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.DefaultAuthenticationStrategy;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.classic.ConnectExec;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.NamedElementChain;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.http.protocol.RequestUserAgent;

/**
 * Asks a proxy for a tunnel, and says at once who asks. The client's own way, to be asked first, would let a system in a tunnel
 * ask for the proxy's password; and it gives what a proxy says in refusal for the answer of the system.
 */
final class TunnelExec implements ExecChainHandler {

    private final HttpProxy proxy;
    private final ConnectExec connect;

    private TunnelExec(HttpProxy proxy) {
        this.proxy = proxy;
        this.connect = new ConnectExec(
                DefaultClientConnectionReuseStrategy.INSTANCE,
                new DefaultHttpProcessor(new RequestTargetHost(), new RequestUserAgent("Drover")),
                DefaultAuthenticationStrategy.INSTANCE,
                null,
                true);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (proxy.user() != null) {
            String password = proxy.password() == null ? "" : proxy.password();
            BasicScheme login = new BasicScheme(StandardCharsets.UTF_8);
            login.initPreemptive(new UsernamePasswordCredentials(proxy.user(), password.toCharArray()));
            scope.clientContext.resetAuthExchange(scope.route.getProxyHost(), login);
        }
        AtomicBoolean through = new AtomicBoolean();
        ClassicHttpResponse answer = connect.execute(request, scope, (passed, same) -> {
            through.set(true);
            return chain.proceed(passed, same);
        });
        if (!through.get()) {
            int status = answer.getCode();
            answer.close();
            throw new ProxyRefusedException(status);
        }
        return answer;
    }

    /** Of clients that go through a proxy. */
    static final class Builder extends HttpClientBuilder {

        private final HttpProxy proxy;

        Builder(HttpProxy proxy) {
            this.proxy = proxy;
        }

        @Override
        protected void customizeExecChain(NamedElementChain<ExecChainHandler> chain) {
            chain.replace(ChainElement.CONNECT.name(), new TunnelExec(proxy));
        }
    }
}
