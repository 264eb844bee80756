package io.drover.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import io.drover.cli.view.Figures;
import io.drover.cli.view.Plain;
import io.drover.cli.view.Screen;
import io.drover.cli.view.Terminal;
import io.drover.installation.Checkout;
import io.drover.installation.Installation;
import io.drover.installation.Notes;
import io.drover.installation.UpOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the commands share: the options, where they write, and which server they talk to. */
final class Session {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");
    private static final int WIDTH = 80;

    private final CommonOptions options;
    private final Checkout checkout;
    private final Map<String, String> environment;
    private final Terminal terminal;
    private final Person person;
    private final PrintWriter out;
    private final PrintWriter err;
    private volatile boolean interrupted;

    Session(
            CommonOptions options,
            Checkout checkout,
            Map<String, String> environment,
            Terminal terminal,
            Person person,
            PrintWriter out,
            PrintWriter err) {
        this.options = options;
        this.checkout = checkout;
        this.environment = environment;
        this.terminal = terminal;
        this.person = person;
        this.out = out;
        this.err = err;
    }

    boolean isJson() {
        return options.isJson();
    }

    Checkout checkout() {
        return checkout;
    }

    Map<String, String> environment() {
        return environment;
    }

    Terminal terminal() {
        return terminal;
    }

    /** Who sits at the terminal, where there is one. */
    Person person() {
        return person;
    }

    /** Where progress is drawn: standard error, as standard output is for results. */
    Screen screen() {
        return new Screen(err, terminal);
    }

    /** Writes results. */
    void print(List<String> lines) {
        lines.stream().map(Plain::visible).forEach(out::println);
        out.flush();
    }

    void print(String line) {
        print(List.of(line));
    }

    /** Writes what was done: as JSON where that is asked for, otherwise in these lines. */
    void print(ObjectNode json, String... lines) {
        print(isJson() ? List.of(ApiJson.write(json)) : List.of(lines));
    }

    /** Writes what is no result: progress, notices, errors. After Ctrl-C nothing but its own words appears. */
    void say(String line) {
        if (!interrupted) {
            err.println(Plain.visible(line));
            err.flush();
        }
    }

    /** Says a text in lines that fit, after an empty one; nothing for null. */
    void tell(@Nullable String text) {
        if (text != null) {
            say("");
            Plain.wrap(text, columns()).forEach(this::say);
        }
    }

    /** How wide a text for reading is. */
    int columns() {
        return terminal.isInteractive() ? Math.min(terminal.columns(), WIDTH) : WIDTH;
    }

    boolean isInterrupted() {
        return interrupted;
    }

    /** Until it is closed, Ctrl-C runs the action. */
    OnInterrupt onInterrupt(String words, Runnable action) {
        return new OnInterrupt(() -> {
            interrupted = true;
            err.println();
            err.println(Plain.visible(words));
            err.flush();
            action.run();
        });
    }

    /** The installation that {@code drover up} starts. */
    Installation installation() {
        return new Installation(checkout, checkout.state());
    }

    /** The demo's installation, which does not touch that one. */
    Installation demo() {
        // It lives for minutes, in which the JVM's second compiler costs more than it gains.
        return new Installation(checkout, checkout.state().resolve("demo"), List.of("-XX:TieredStopAtLevel=1"));
    }

    /** Whether somebody said which server it is. */
    boolean isServerGiven() {
        return options.server().isPresent()
                || !environment.getOrDefault("DROVER_SERVER", "").isBlank();
    }

    URI server() {
        return options.server()
                .or(() -> Optional.ofNullable(environment.get("DROVER_SERVER"))
                        .filter(server -> !server.isBlank())
                        .map(URI::create))
                .or(() -> installation().address())
                .orElseGet(() -> URI.create("http://127.0.0.1:" + UpOptions.DEFAULT_PORT));
    }

    DroverClient client() {
        URI server = server();
        if (!isServerGiven()) {
            installation().lost().ifPresent(this::say);
        }
        return client(server);
    }

    DroverClient client(URI server) {
        if (server.getHost() == null || !List.of("http", "https").contains(server.getScheme())) {
            throw new BadInputException("The server's address \"" + server
                    + "\" is not valid. Write it as http://127.0.0.1:8470 (--server or DROVER_SERVER).");
        }
        return new DroverClient(
                server, options.tokenFile().or(() -> ownToken(server)).map(Session::token));
    }

    /** That of the installation of this checkout that listens there; nobody else is sent it. */
    private Optional<Path> ownToken(URI server) {
        return Stream.of(installation(), demo())
                .filter(own -> own.address()
                        .filter(address -> address.getPort() == server.getPort())
                        .isPresent())
                .filter(own -> LOOPBACK.contains(server.getHost()))
                .findFirst()
                .flatMap(Installation::token);
    }

    /** Says what is waited for, and how long it took. */
    Notes notes() {
        return (what, waiting) -> {
            long start = System.nanoTime();
            if (!interrupted) {
                err.print("Starting " + Plain.visible(what) + " ... ");
                err.flush();
            }
            boolean done = false;
            try {
                waiting.run();
                done = true;
            } finally {
                say(done ? Figures.time(Duration.ofNanos(System.nanoTime() - start)) : "");
            }
        };
    }

    private static String token(Path file) {
        String token;
        try {
            token = Files.readString(file).strip();
        } catch (IOException e) {
            throw new BadInputException("The token file " + file + " cannot be read.");
        }
        if (!token.matches("[!-~]+")) { // what HTTP would refuse with the token in its words
            throw new BadInputException("The token file " + file
                    + " must hold one token: letters, digits and signs, without a space or a second line.");
        }
        return token;
    }
}
