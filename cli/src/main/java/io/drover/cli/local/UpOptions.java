package io.drover.cli.local;

import java.util.List;

/**
 * How an installation is started.
 *
 * @param port of the API, 0 for any free one
 * @param networks that connectors may reach although they are private, as CIDR ({@code 10.0.0.0/8})
 */
public record UpOptions(int port, List<String> networks) {

    public static final int DEFAULT_PORT = 8470;

    public UpOptions {
        networks = List.copyOf(networks);
    }
}
