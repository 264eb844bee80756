package io.drover.cli;

import io.drover.cli.local.Checkout;
import io.drover.cli.view.Terminal;
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
                .addSubcommand(new CommandLine(new AuditCommand())
                        .addSubcommand(new AuditShowCommand(session))
                        .addSubcommand(new AuditVerifyCommand(session)))
                .addSubcommand(
                        new CommandLine(new ConnectionsCommand()).addSubcommand(new ConnectionsCheckCommand(session)))
                .addSubcommand(new CommandLine(new SecretsCommand())
                        .addSubcommand(new SecretsSetCommand(session))
                        .addSubcommand(new SecretsListCommand(session)))
                .addSubcommand(new StopCommand(session))
                .addSubcommand(new CommandLine(new DeadLettersCommand())
                        .addSubcommand(new DeadLettersListCommand(session))
                        .addSubcommand(new DeadLettersReplayCommand(session)))
                .addSubcommand(new CommandLine(new AdminCommand())
                        .addSubcommand(new AdminRebuildCommand(session))
                        .addSubcommand(new AdminPruneCommand(session)));
        ToolCommand.addAll(drover, session.checkout());
        return drover.addSubcommand(new SandboxCommand())
                .addSubcommand(new BenchCommand())
                .addSubcommand(new TestCommand())
                .addSubcommand(new HelpCommand())
                .addSubcommand(new VersionCommand(session))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static Charset charset(String property) {
        String name = System.getProperty(property, System.getProperty("native.encoding", "UTF-8"));
        return Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }
}
