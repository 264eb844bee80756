package io.drover.installation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an installation is started. The last ones are remembered, so that whoever starts it next time need not know them.
 *
 * @param port of the API, 0 for any free one
 * @param networks that connectors may reach although they are private, as CIDR ({@code 10.0.0.0/8})
 * @param kafkaPort of the embedded broker, 0 for any free one
 */
public record UpOptions(int port, List<String> networks, int kafkaPort) {

    public static final int DEFAULT_PORT = 8470;
    public static final UpOptions DEFAULTS = new UpOptions(DEFAULT_PORT, List.of(), 0);

    @SuppressWarnings("ConstantConditions") // a file may leave them out
    public UpOptions {
        networks = networks == null ? List.of() : List.copyOf(networks);
    }

    public UpOptions(int port, List<String> networks) {
        this(port, networks, 0);
    }

    /** As on the command line, without what is the default; empty where all is. */
    public String words() {
        List<String> words = new ArrayList<>();
        if (port != DEFAULT_PORT) {
            words.add("--port " + port);
        }
        if (!networks.isEmpty()) {
            words.add("--allow-network " + String.join(",", networks));
        }
        if (kafkaPort != 0) {
            words.add("--kafka-port " + kafkaPort);
        }
        return String.join(" ", words);
    }

    /** Those of the last start; a file that nobody can read is none. */
    static Optional<UpOptions> read(Path file) {
        return NoteFile.read(file, UpOptions.class);
    }

    void write(Path file) {
        NoteFile.write(file, this);
    }
}
