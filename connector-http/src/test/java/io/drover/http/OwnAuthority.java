package io.drover.http;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority that nobody else knows, made with keytool, and TLS servers with certificates of it. */
final class OwnAuthority {

    private static final String WORD = "changeit";

    private final Path folder;

    OwnAuthority(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        keytool("-genkeypair -alias ca -dname CN=Own -keyalg EC -ext bc:c -validity 100 -keystore ca.p12");
        keytool("-exportcert -rfc -alias ca -file ca.pem -keystore ca.p12");
    }

    Path file() {
        return folder.resolve("ca.pem");
    }

    String pem() throws IOException {
        return Files.readString(file());
    }

    /**
     * A server that answers {@code {"secure":true}}, and with any status that a path names, wanting a login.
     *
     * @param names of the certificate, as keytool's extension san has them
     * @param from when it begins to be valid, for example -10d
     * @param days how long it is
     */
    HttpsServer server(String names, String from, int days) throws Exception {
        String store = "server-" + Integer.toHexString((names + from).hashCode()) + ".p12";
        keytool("-genkeypair -alias server -dname CN=Server -keyalg EC -keystore " + store);
        keytool("-certreq -alias server -file server.csr -keystore " + store);
        keytool("-gencert -alias ca -rfc -infile server.csr -outfile server.pem -startdate " + from + " -validity "
                + days + " -ext san=" + names + " -keystore ca.p12");
        keytool("-importcert -noprompt -alias ca -file ca.pem -keystore " + store);
        keytool("-importcert -noprompt -alias server -file server.pem -keystore " + store);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(store))) {
            keys.load(in, WORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, WORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                Matcher status = Pattern.compile("/(\\d{3})")
                        .matcher(exchange.getRequestURI().getPath());
                if (status.matches()) {
                    exchange.getResponseHeaders().add("WWW-Authenticate", "Negotiate, Basic =\"x, Digest realm");
                    exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"of the system\"");
                    exchange.sendResponseHeaders(Integer.parseInt(status.group(1)), -1);
                    return;
                }
                byte[] body = "{\"secure\":true}".getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }

    private void keytool(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-storepass", WORD));
        Path said = folder.resolve("said");
        int code = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException(arguments + ": " + Files.readString(said));
        }
    }
}
