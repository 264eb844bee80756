package io.drover.http;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificate authorities that are trusted beside those of Java: of the installation, and of one connection. */
final class Authorities {

    /** System property with the file of the installation's, in PEM; as an environment variable in upper case with "_". */
    static final String PROPERTY = "drover.network.certificate-authorities";

    private Authorities() {}

    /**
     * All PEM text that counts for a connection; empty where Java's own authorities are enough. The file is read each time, so
     * that a new authority needs no restart.
     *
     * @throws ConnectorException {@code CERTIFICATES_UNREADABLE}
     */
    static String of(String ofTheConnection) {
        String environment = System.getenv().getOrDefault("DROVER_NETWORK_CERTIFICATE_AUTHORITIES", "");
        String file = System.getProperty(PROPERTY, environment);
        if (file.isBlank()) {
            return ofTheConnection.strip();
        }
        try {
            String pem = Files.readString(Path.of(file));
            certificates(pem);
            return (pem + "\n" + ofTheConnection).strip();
        } catch (IOException | CertificateException e) {
            throw new ConnectorException(
                    "CERTIFICATES_UNREADABLE",
                    FailureType.RESOURCES,
                    "The file " + file + ", which " + PROPERTY + " names, cannot be read as certificates in PEM.",
                    null,
                    e);
        }
    }

    /**
     * What trusts these and Java's own; null for no text.
     *
     * @throws ConnectorException {@code SETTING_INVALID} when the text holds no certificate
     */
    static @Nullable SSLContext context(String pem) {
        if (pem.isEmpty()) {
            return null;
        }
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int number = 0;
            for (Certificate each :
                    Stream.concat(javas().stream(), certificates(pem).stream()).toList()) {
                all.setCertificateEntry("authority-" + number++, each);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(all), new SecureRandom());
            return context;
        } catch (CertificateException e) {
            throw new ConnectorException(
                    "SETTING_INVALID",
                    FailureType.USER,
                    "The setting \"http.certificateAuthorities\" holds no certificate that can be read. It is text that begins"
                            + " with -----BEGIN CERTIFICATE-----.",
                    null,
                    e);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Java knows no TLS", e);
        }
    }

    private static Collection<? extends Certificate> certificates(String pem) throws CertificateException {
        Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        if (found.isEmpty()) {
            throw new CertificateException("no certificate");
        }
        return found;
    }

    private static List<X509Certificate> javas() throws GeneralSecurityException {
        List<X509Certificate> trusted = new ArrayList<>();
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager x509) {
                trusted.addAll(Arrays.asList(x509.getAcceptedIssuers()));
            }
        }
        return trusted;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
