package dev.sallyport.cli.command;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The whole command line: builds the commands, runs one, turns its end into an exit code.
public final class Program {
    private static final String PLUGIN = "session-manager-plugin";

    private final World world;

    public Program(World world) {
        this.world = world;
    }

    /// Runs the command that the arguments name and returns the exit code.
    public int run(String... arguments) {
        // Not a command like others: its arguments are somebody else's.
        if (arguments.length > 0 && arguments[0].equals(PLUGIN)) {
            return new Plugin(world).run(List.of(arguments).subList(1, arguments.length));
        }
        CommandLine line = commandLine();
        boolean json = Arrays.asList(arguments).contains("--json");
        line.setParameterExceptionHandler((e, _) -> refuse(usage(e), json));
        line.setExecutionExceptionHandler((e, _, _) -> refuse(e, json));
        return line.execute(arguments);
    }

    private CommandLine commandLine() {
        Workbench bench = new Workbench(world);
        CommandLine line = new CommandLine(new RootCommand(bench));
        line.addSubcommand(new LoginCommand(bench));
        addMachines(line, bench);
        addPeople(line, bench);
        line.addSubcommand(new WhoamiCommand(bench))
                .addSubcommand(new CompletionCommand(bench))
                .addSubcommand(new CompleteNodesCommand(bench))
                .addSubcommand(new VersionCommand(bench));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(writer(world.streams().out()));
        line.setErr(writer(world.streams().err()));
        explain(line);
        return line;
    }

    private static void addMachines(CommandLine line, Workbench bench) {
        CommandLine activation =
                new CommandLine(new ActivationCommand())
                        .addSubcommand(new ActivationCreateCommand(bench))
                        .addSubcommand(new ActivationListCommand(bench))
                        .addSubcommand(new ActivationDeleteCommand(bench));
        CommandLine sshConfig =
                new CommandLine(new SshConfigCommand())
                        .addSubcommand(new SshConfigSyncCommand(bench));
        line.addSubcommand(new NodesCommand(bench))
                .addSubcommand(new ShellCommand(bench))
                .addSubcommand(new ExecCommand(bench))
                .addSubcommand(new ForwardCommand(bench))
                .addSubcommand(new ProxyCommand(bench))
                .addSubcommand(new CpCommand(bench))
                .addSubcommand(new SyncCommand(bench))
                .addSubcommand(sshConfig)
                .addSubcommand(new WaitCommand(bench))
                .addSubcommand(new SessionsCommand(bench))
                .addSubcommand(new PlayCommand(bench))
                .addSubcommand(new TerminateCommand(bench))
                .addSubcommand(activation)
                .addSubcommand(new DocumentsCommand(bench));
    }

    private static void addPeople(CommandLine line, Workbench bench) {
        CommandLine mfa =
                new CommandLine(new MfaCommand(bench)).addSubcommand(new MfaAddCommand(bench));
        CommandLine policy =
                new CommandLine(new PolicyCommand(bench))
                        .addSubcommand(new PolicyLintCommand(bench))
                        .addSubcommand(new PolicyTestCommand(bench));
        line.addSubcommand(new UserCommand(bench))
                .addSubcommand(new GroupCommand(bench))
                .addSubcommand(new RoleCommand(bench))
                .addSubcommand(new KeyCommand(bench))
                .addSubcommand(mfa)
                .addSubcommand(policy)
                .addSubcommand(new CanCommand(bench))
                .addSubcommand(new WhoCanCommand(bench))
                .addSubcommand(new WhyCommand(bench))
                .addSubcommand(new RevokeCommand(bench));
    }

    /// What every command's help has in common.
    private static void explain(CommandLine line) {
        Map<String, String> exits = new LinkedHashMap<>();
        for (ExitCode exit : ExitCode.values()) {
            exits.put(" " + exit.code(), exit.meaning());
        }
        everyLine(line)
                .forEach(each -> {
                    each.getCommandSpec().addOption(helpOption());
                    each.setUsageHelpAutoWidth(true);
                    each.setUsageHelpLongOptionsMaxWidth(32);
                    each.getCommandSpec()
                            .usageMessage()
                            .exitCodeListHeading("%nExit codes:%n")
                            .exitCodeList(exits)
                            .commandListHeading("%nCommands:%n")
                            .optionListHeading("%nOptions:%n")
                            .sortOptions(false);
                });
    }

    private static Stream<CommandLine> everyLine(CommandLine line) {
        return Stream.concat(
                Stream.of(line),
                line.getSubcommands().values().stream().flatMap(Program::everyLine));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static OptionSpec helpOption() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .type(boolean.class)
                .description("Show this help and exit.")
                .build();
    }

    private static Failure usage(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String hint = command + " --help shows how it is used";
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            if (!near.isEmpty()) {
                hint = "did you mean " + String.join(" or ", near) + "?";
            }
        }
        return new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()), hint);
    }

    private int refuse(Exception e, boolean json) {
        Failure failure =
                switch (e) {
                    case Failure known -> known;
                    case IOException broken ->
                            new Failure(
                                    ExitCode.FAILED,
                                    "cannot read or write: " + broken.getMessage());
                    default ->
                            new Failure(
                                    ExitCode.FAILED,
                                    "unexpected: " + e,
                                    "this is a bug; SALLYPORT_DEBUG=1 shows where");
                };
        new Workbench(world).report().failure(failure, json);
        if (!world.environment().getOrDefault("SALLYPORT_DEBUG", "").isEmpty()) {
            e.printStackTrace(world.streams().err());
        }
        return failure.exit().code();
    }
}
