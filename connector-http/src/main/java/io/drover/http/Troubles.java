package io.drover.http;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;

/** Names what went wrong on the line. */
final class Troubles {

    private Troubles() {}

    /** Whether the failure came before the request left. */
    static boolean beforeSending(IOException e) {
        return switch (e) {
            case UnknownHostException x -> true;
            case ConnectException x -> true;
            case NoRouteToHostException x -> true;
            case ConnectTimeoutException x -> true;
            case ConnectionRequestTimeoutException x -> true;
            case SSLHandshakeException x -> true;
            case SSLPeerUnverifiedException x -> true;
            case ProxyRefusedException x -> true;
            default -> false;
        };
    }

    /** @param from system and address, for the message */
    static ConnectorException failure(String from, Call call, IOException e) {
        return switch (e) {
            case AddressRefusedException x ->
                new ConnectorException(
                        "ADDRESS_REFUSED", FailureType.USER, from + ": " + x.getMessage() + ".", null, x);
            case UnknownHostException x ->
                new ConnectorException(
                        "HOST_UNKNOWN",
                        FailureType.USER,
                        from
                                + ": there is no host of that name. Check baseUrl, and a proxy between, for a typing mistake.",
                        null,
                        x);
            case ProxyRefusedException x -> ProxyTroubles.refused(from, x.status(), x);
            case SSLHandshakeException x -> untrusted(from, x);
            case SSLPeerUnverifiedException x -> untrusted(from, x);
            case ConnectException x -> unreachable(from, x);
            case NoRouteToHostException x -> unreachable(from, x);
            case ConnectTimeoutException x -> unreachable(from, x);
            case AnswerTooLargeException x ->
                external(
                        "ANSWER_TOO_LARGE",
                        from + " answered " + call + " with " + x.getMessage()
                                + ". If it is one record, it is too large to be moved; look at it in the system.",
                        x,
                        call + " answered " + x.getMessage());
            case SocketTimeoutException x ->
                external(
                        "TIMED_OUT",
                        from + " did not answer " + call + " in time. Look at its load.",
                        x,
                        call + ": no answer in time");
            default ->
                external(
                        "CONNECTION_BROKEN",
                        from + " broke the connection while answering " + call + ".",
                        e,
                        call + ": the connection broke");
        };
    }

    private static ConnectorException unreachable(String from, IOException e) {
        return external(
                "HOST_UNREACHABLE",
                from
                        + " cannot be reached. Check host and port of baseUrl, that the system is up, and firewalls between.",
                e,
                null);
    }

    private static ConnectorException untrusted(String from, IOException e) {
        return new ConnectorException(
                "TLS_FAILED",
                FailureType.USER,
                from + ": no trusted TLS connection. " + CertificateTroubles.advice(e),
                null,
                e);
    }

    private static ConnectorException external(String code, String message, IOException e, @Nullable String answer) {
        return new ConnectorException(code, FailureType.EXTERNAL, message, null, e, answer);
    }
}
