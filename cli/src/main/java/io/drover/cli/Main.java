package io.drover.cli;

import io.drover.cli.view.Terminal;
import io.drover.installation.Checkout;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Map;
import picocli.CommandLine;

/** Puts the commands together and runs one. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Charset outCharset = charset("stdout.encoding");
        Charset errCharset = charset("stderr.encoding");
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, outCharset);
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, errCharset);
        Terminal terminal = Terminal.of(System.getProperty("drover.terminal", ""), System.getenv(), errCharset);
        System.exit(run(Checkout.find(), System.getenv(), terminal, new PersonAtTerminal(), out, err, arguments));
    }

    /** Runs one command and answers its exit code. */
    static int run(
            Checkout checkout,
            Map<String, String> environment,
            Terminal terminal,
            Person person,
            PrintWriter out,
            PrintWriter err,
            String... arguments) {
        CommonOptions options = new CommonOptions();
        Session session = new Session(options, checkout, environment, terminal, person, out, err);
        Errors errors = new Errors(session);
        return commandLine(options, session)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .execute(arguments);
    }

    private static CommandLine commandLine(CommonOptions options, Session session) {
        CommandLine drover = new CommandLine(new Drover(options))
                .addSubcommand(new DemoCommand(session))
                .addSubcommand(new UpCommand(session))
                .addSubcommand(new DownCommand(session))
                .addSubcommand(new RunCommand(session))
                .addSubcommand(new ValidateCommand(session))
                .addSubcommand(new PlanCommand(session))
                .addSubcommand(new StatusCommand(session))
                .addSubcommand(new WatchCommand(session))
                .addSubcommand(new ConfirmCommand(session))
                .addSubcommand(new ConsentCommand(session))
                .addSubcommand(new ResumeCommand(session))
                .addSubcommand(new AbandonCommand(session))
                .addSubcommand(new ReportCommand(session))
                .addSubcommand(new LogCommand(session))
                .addSubcommand(new FindingsCommand(session))
                .addSubcommand(new EvidenceCommand(session))
                .addSubcommand(PlainCommands.group(
                        "audit",
                        "Shows or verifies who decided what.",
                        new AuditShowCommand(session),
                        new AuditVerifyCommand(session),
                        new AuditExportCommand(session)))
                .addSubcommand(PlainCommands.group(
                        "connections", "Checks the connections of a migration.", new ConnectionsCheckCommand(session)))
                .addSubcommand(PlainCommands.group(
                        "secrets",
                        "Stores secrets on the server, lists and removes them. No value can be read back.",
                        new SecretsSetCommand(session),
                        new SecretsListCommand(session),
                        new SecretsRemoveCommand(session),
                        new SecretsRotateKeyCommand(session)))
                .addSubcommand(PlainCommands.group(
                        "tokens",
                        "Makes, lists and revokes tokens, each with a name and a role: by which people and programs ask.",
                        new TokensCreateCommand(session),
                        new TokensListCommand(session),
                        new TokensRevokeCommand(session)))
                .addSubcommand(new StopCommand(session))
                .addSubcommand(PlainCommands.group(
                        "dead-letters",
                        "Shows messages that no service could read, or sends one again.",
                        new DeadLettersListCommand(session),
                        new DeadLettersReplayCommand(session)))
                .addSubcommand(PlainCommands.group(
                        "admin",
                        "Commands for operators of an installation.",
                        new AdminRebuildCommand(session),
                        new AdminPruneCommand(session)));
        Tools.of(session.checkout()).forEach(drover::addSubcommand);
        return drover.addSubcommand(PlainCommands.helpOnly(
                        "sandbox",
                        "Start the sandbox with ./drover sandbox, in a checkout.",
                        "Starts look-alikes of systems, to try migrations on (sandbox --help says which)."))
                .addSubcommand(PlainCommands.helpOnly(
                        "bench",
                        "Start the benchmark with ./drover bench, in a checkout.",
                        "Measures Drover on this machine (bench --help for its options)."))
                .addSubcommand(PlainCommands.helpOnly(
                        "test",
                        "Start the tests with ./drover test, in a checkout.",
                        "Builds Drover and runs every test; arguments go to Maven.",
                        "--faults all|chaos|soak [--seed N]: things go wrong on purpose, see docs/reliability.md."))
                .addSubcommand(new HelpCommand())
                .addSubcommand(new VersionCommand(session))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static Charset charset(String property) {
        String name = System.getProperty(property, System.getProperty("native.encoding", "UTF-8"));
        return Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }
}
