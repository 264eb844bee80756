package io.drover.sandbox.agola;

import io.drover.sandbox.Launch;
import io.drover.sandbox.LookAlikeProgram;
import io.drover.sandbox.agola.AgolaOptions.Pair;
import io.drover.sandbox.agola.AgolaOptions.Ports;
import io.drover.sandbox.agola.AgolaOptions.Windows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a source and a target Agola from the command line. */
@Command(
        name = "agola",
        mixinStandardHelpOptions = true,
        description =
                "Behaves as run service and config store of Agola v0.7.1 and of a later one, each on its own port.")
public final class AgolaProgram implements LookAlikeProgram {

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on (${DEFAULT-VALUE}).")
    String host;

    @Option(
            names = "--ports",
            split = ",",
            arity = "1",
            description = "Five: the source's run service and config store, the target's, and the admin's."
                    + " Any free ones when not given.")
    @Nullable
    List<Integer> ports;

    @Option(names = "--port-file", description = "Written when ready: a line NAME=URL for each of the five.")
    @Nullable
    Path portFile;

    @Option(names = "--source-runservice", description = "A v0.7 export to serve (default: the real one).")
    @Nullable
    Path sourceRunservice;

    @Option(names = "--source-configstore", description = "A v0.7 export to serve (default: the real one).")
    @Nullable
    Path sourceConfigstore;

    @Option(names = "--unarchived-runs", description = "JSON objects, one for each run that is listed only.")
    @Nullable
    Path unarchivedRuns;

    @Option(names = "--target", defaultValue = "v0.8.0", description = "v0.8, v0.9 or v0.10 (${DEFAULT-VALUE}).")
    String target;

    @Option(names = "--target-runservice", description = "What the target holds beforehand (default: nothing).")
    @Nullable
    Path targetRunservice;

    @Option(names = "--target-configstore", description = "What the target holds beforehand (default: nothing).")
    @Nullable
    Path targetConfigstore;

    @Option(names = "--target-in-use", description = "The target holds what the real exports become.")
    boolean targetInUse;

    @Option(names = "--target-token", defaultValue = "", description = "Wanted from v0.9 on, outside of maintenance.")
    String targetToken;

    @Option(names = "--one-database", description = "Both target services use the same one, as nobody should.")
    boolean oneDatabase;

    @Option(names = "--poll", defaultValue = "1s", description = "How often the target looks for a change.")
    String poll;

    @Option(names = "--outage", defaultValue = "1100ms", description = "How long a change closes a port.")
    String outage;

    @Override
    public Integer call() throws IOException, InterruptedException {
        AgolaOptions options;
        try {
            options = options();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        AgolaSandbox sandbox = AgolaSandbox.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "close-sandbox"));
        Map<String, String> addresses = new LinkedHashMap<>();
        for (AgolaServer server : sandbox.servers()) {
            addresses.put(server.name(), server.url());
        }
        addresses.put("admin", sandbox.adminUrl());
        Launch.awaitEnd(addresses, portFile);
        return 0;
    }

    private AgolaOptions options() {
        AgolaOptions real = AgolaOptions.real();
        Pair source = new Pair(
                file(sourceRunservice, real.source().content().runservice()),
                file(sourceConfigstore, real.source().content().configstore()));
        Pair before = targetInUse ? Pair.REAL_CONVERTED : Pair.EMPTY;
        Export listedOnly = sourceRunservice == null ? real.source().unarchivedRuns() : Export.EMPTY;
        return real.on(host)
                .with(ports == null ? Ports.ANY : ports(ports))
                .with(new Windows(time(poll), time(outage)))
                .source(source, file(unarchivedRuns, listedOnly))
                .target(AgolaVersion.of(target))
                .target(new Pair(
                        file(targetRunservice, before.runservice()), file(targetConfigstore, before.configstore())))
                .targetToken(targetToken)
                .targetSharesDatabase(oneDatabase);
    }

    private static Ports ports(List<Integer> five) {
        if (five.size() != 5) {
            throw new IllegalArgumentException("--ports are five numbers, not " + five.size());
        }
        return new Ports(five.get(0), five.get(1), five.get(2), five.get(3), five.get(4));
    }

    private static Duration time(String text) {
        return Duration.ofMillis(Launch.milliseconds(text));
    }

    private static Export file(@Nullable Path file, Export otherwise) {
        return file == null ? otherwise : Export.file(file);
    }
}
