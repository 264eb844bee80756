package io.drover.http;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says what to do about a certificate that is not trusted. */
final class CertificateTroubles {

    private CertificateTroubles() {}

    static String advice(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String advice = advice(cause);
            if (advice != null) {
                return advice;
            }
        }
        return "Check that the port speaks TLS, and which versions and certificates it takes.";
    }

    private static @Nullable String advice(Throwable cause) {
        return switch (cause) {
            case CertificateExpiredException x ->
                "Its certificate has expired: whoever runs the system has to renew it. Check the clock of this worker, too.";
            case CertificateNotYetValidException x ->
                "Its certificate is not valid yet: check the clock of this worker, and of the system.";
            case SSLPeerUnverifiedException x -> wrongName();
            case CertPathBuilderException x ->
                "Nobody here knows who has signed its certificate. Where that is an authority of your own, give its"
                        + " certificate in PEM: for this connection in http.certificateAuthorities, for all of them in the file"
                        + " that drover.network.certificate-authorities names.";
            case CertificateException x when String.valueOf(x.getMessage()).startsWith("No ") -> wrongName();
            default -> null;
        };
    }

    private static String wrongName() {
        return "Its certificate is for another name than the one in baseUrl: write the name that the certificate has.";
    }
}
