package io.drover.installation;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Whether a server says that it is ready. */
public final class Health {

    private static final int MILLISECONDS = 2000;

    private Health() {}

    public static boolean isReady(URI server) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    server.resolve("/q/health/ready").toURL().openConnection();
            connection.setConnectTimeout(MILLISECONDS);
            connection.setReadTimeout(MILLISECONDS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
