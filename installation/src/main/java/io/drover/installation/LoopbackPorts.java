package io.drover.installation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports of this machine's loopback address. */
public final class LoopbackPorts {

    private static final Pattern LSOF = Pattern.compile("p(?<pid>\\d+)\\s+(?:.*\\s)?c(?<name>\\S+)");
    private static final Pattern SS = Pattern.compile("\\(\"(?<name>[^\"]+)\",pid=(?<pid>\\d+)");

    private static final int FIRST = 14_000;
    private static final int LAST = 20_000;
    private static final int TRIES = 100;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private LoopbackPorts() {}

    static boolean isFree(int port) {
        try (ServerSocket socket = bind(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Below the ports that systems hand out to clients: one of those may be taken before the server comes to listen. */
    public static int anyFree() {
        return ThreadLocalRandom.current()
                .ints(TRIES, FIRST, LAST)
                .filter(LoopbackPorts::isFree)
                .findFirst()
                .orElseThrow(
                        () -> StartException.of("No port of 127.0.0.1 from " + FIRST + " to " + LAST + " is free."));
    }

    /** Who listens on a port, as far as this machine's tools and this user's rights tell. */
    static Optional<String> owner(int port) {
        return ask(LSOF, List.of("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fpc"))
                .or(() -> ask(SS, List.of("ss", "-Hltnp", "sport = :" + port)));
    }

    private static Optional<String> ask(Pattern answer, List<String> command) {
        try {
            Process tool = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            tool.waitFor(5, TimeUnit.SECONDS);
            Matcher matcher = answer.matcher(output);
            return matcher.find()
                    ? Optional.of(matcher.group("name") + " (process " + matcher.group("pid") + ")")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // the tool is not installed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true); // a port in TIME_WAIT is free
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
        return socket;
    }
}
