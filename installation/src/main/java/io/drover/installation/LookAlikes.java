package io.drover.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the systems are that a running sandbox plays, by their names; {@code admin} is where it is told to go wrong. */
public record LookAlikes(Map<String, URI> addresses) {

    /** @param file in which the sandbox has written a line {@code NAME=URL} for each */
    public static LookAlikes read(Path file) {
        Map<String, URI> addresses = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split("=", 2);
                addresses.put(parts[0], URI.create(parts[1]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LookAlikes(addresses);
    }

    /** Whether an address is one of theirs, or below it. */
    public boolean play(String address) {
        return addresses.values().stream()
                .map(URI::toString)
                .anyMatch(theirs -> address.equals(theirs) || address.startsWith(theirs + "/"));
    }
}
