package dev.sallyport.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/// The commands by their names, in the order in which help lists them.
final class Commands {
    /// Its script has all of the others in it.
    private static final String COMPLETION = "completion";

    private final Workbench bench;
    private final Map<String, Supplier<CommandLine>> all = new LinkedHashMap<>();

    Commands(Workbench bench) {
        this.bench = bench;
        add("login", () -> new LoginCommand(bench));
        addMachines();
        addPeople();
        add("whoami", () -> new WhoamiCommand(bench));
        add(COMPLETION, () -> new CompletionCommand(bench));
        add("complete-nodes", () -> new CompleteNodesCommand(bench));
        add("version", () -> new VersionCommand(bench));
    }

    /// The command of this name only: making all of them takes longer than most of them run. All of
    /// them, if there is none, so that help and suggestions are complete.
    Map<String, Supplier<CommandLine>> named(String first) {
        Supplier<CommandLine> one = all.get(first);
        return one == null || first.equals(COMPLETION) ? all : Map.of(first, one);
    }

    private void add(String name, Supplier<Object> command) {
        all.put(name, () -> new CommandLine(command.get()));
    }

    private void addMachines() {
        add("nodes", () -> new NodesCommand(bench));
        add("shell", () -> new ShellCommand(bench));
        // From the first word that is not ours on, everything is OpenSSH's.
        all.put(
                "ssh",
                () ->
                        new CommandLine(new SshCommand(bench))
                                .setUnmatchedOptionsArePositionalParams(true)
                                .setStopAtPositional(true));
        add("exec", () -> new ExecCommand(bench));
        add("forward", () -> new ForwardCommand(bench));
        add("proxy", () -> new ProxyCommand(bench));
        all.put(
                "ssh-config",
                () ->
                        new CommandLine(new SshConfigCommand())
                                .addSubcommand(new SshConfigSyncCommand(bench)));
        add("cp", () -> new CpCommand(bench));
        add("sync", () -> new SyncCommand(bench));
        add("wait", () -> new WaitCommand(bench));
        add("sessions", () -> new SessionsCommand(bench));
        add("play", () -> new PlayCommand(bench));
        add("terminate", () -> new TerminateCommand(bench));
        all.put(
                "activation",
                () ->
                        new CommandLine(new ActivationCommand())
                                .addSubcommand(new ActivationCreateCommand(bench))
                                .addSubcommand(new ActivationListCommand(bench))
                                .addSubcommand(new ActivationDeleteCommand(bench)));
        add("documents", () -> new DocumentsCommand(bench));
    }

    private void addPeople() {
        add("user", () -> new UserCommand(bench));
        add("group", () -> new GroupCommand(bench));
        add("role", () -> new RoleCommand(bench));
        add("key", () -> new KeyCommand(bench));
        all.put(
                "mfa",
                () ->
                        new CommandLine(new MfaCommand(bench))
                                .addSubcommand(new MfaAddCommand(bench)));
        all.put(
                "policy",
                () ->
                        new CommandLine(new PolicyCommand(bench))
                                .addSubcommand(new PolicyLintCommand(bench))
                                .addSubcommand(new PolicyTestCommand(bench)));
        add("can", () -> new CanCommand(bench));
        add("who-can", () -> new WhoCanCommand(bench));
        add("why", () -> new WhyCommand(bench));
        add("revoke", () -> new RevokeCommand(bench));
    }
}
