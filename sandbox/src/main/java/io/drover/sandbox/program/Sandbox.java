package io.drover.sandbox.program;

import io.drover.sandbox.Launch;
import io.drover.sandbox.LookAlikeArguments;
import io.drover.sandbox.LookAlikeOptions;
import io.drover.sandbox.LookAlikeProgram;
import io.drover.sandbox.RunningSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a sandbox from the command line. It plays the systems whose look-alikes are on the class path. */
@Command(name = "sandbox", mixinStandardHelpOptions = true)
public final class Sandbox implements Callable<Integer> {

    private final List<LookAlikeArguments> systems;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on (${DEFAULT-VALUE}).")
    String host;

    @Option(names = "--port", defaultValue = "0", description = "Port, 0 for any free one (${DEFAULT-VALUE}).")
    int port;

    @Option(names = "--latency", defaultValue = "0ms", description = "Added to each API request, such as 20ms.")
    String latency;

    @Option(names = "--port-file", description = "Written when ready: a line NAME=URL for each system.")
    @Nullable
    Path portFile;

    private Sandbox(List<LookAlikeArguments> systems) {
        this.systems = systems;
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        List<LookAlikeArguments> systems = StreamSupport.stream(
                        ServiceLoader.load(LookAlikeArguments.class).spliterator(), false)
                .sorted(Comparator.comparingInt(LookAlikeArguments::place))
                .toList();
        CommandLine commandLine = new CommandLine(new Sandbox(systems));
        commandLine
                .getCommandSpec()
                .usageMessage()
                .description("Behaves "
                        + systems.stream()
                                .map(system -> "as " + system.description())
                                .collect(Collectors.joining(" and "))
                        + ".");
        systems.forEach(system -> commandLine.addMixin(system.getClass().getName(), system));
        ServiceLoader.load(LookAlikeProgram.class).forEach(commandLine::addSubcommand);
        return commandLine;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<LookAlikeOptions> options = new ArrayList<>();
        try {
            for (LookAlikeArguments system : systems) {
                options.add(system.options());
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        RunningSandbox sandbox = RunningSandbox.start(host, port, Launch.milliseconds(latency), options);
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "close-sandbox"));
        Map<String, String> addresses = new LinkedHashMap<>();
        sandbox.systems().forEach(system -> addresses.put(system.name(), system.url()));
        addresses.put("admin", sandbox.adminUrl());
        Launch.awaitEnd(addresses, portFile);
        return 0;
    }
}
