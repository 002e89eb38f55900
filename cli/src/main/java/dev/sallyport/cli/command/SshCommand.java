package dev.sallyport.cli.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sallyport ssh`.
@Command(
        name = "ssh",
        header = "Run OpenSSH's ssh to a node.",
        description = {
            "Runs this machine's ssh with its own keys and settings, through a session in place of a"
                    + " network connection: the node needs an SSH server, and no open port. Options"
                    + " stand before the node, as with ssh itself.",
            "",
            NodeHelp.NODE,
            "",
            "The node's host key is kept under its id, whatever it is called. SSH encrypts what it"
                    + " carries, so the recording has no screen: only that the session was, and how"
                    + " much passed.",
            "",
            "The exit code is ssh's."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport ssh admin@web-1",
            "  sallyport ssh -L 8080:localhost:80 -N admin@web-1",
            "  sallyport ssh -t admin@web-1 sudo journalctl -f"
        })
final class SshCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Option(names = "-L", paramLabel = "SPEC", description = "Forward a port of this machine.")
    private final List<String> local = new ArrayList<>();

    @Option(names = "-R", paramLabel = "SPEC", description = "Forward a port of the node.")
    private final List<String> remote = new ArrayList<>();

    @Option(names = "-D", paramLabel = "PORT", description = "Be a SOCKS proxy on this port.")
    private final List<String> dynamic = new ArrayList<>();

    @Option(names = "-o", paramLabel = "OPTION", description = "Any setting of ssh_config(5).")
    private final List<String> settings = new ArrayList<>();

    @Option(names = "-i", paramLabel = "FILE", description = "The private key.")
    private final List<String> identities = new ArrayList<>();

    @Option(names = "-p", paramLabel = "PORT", description = "The SSH server's port (default: 22).")
    private OptionalInt port = OptionalInt.empty();

    @Option(names = "-l", paramLabel = "USER", description = "The user to log in as.")
    private Optional<String> user = Optional.empty();

    @Option(names = "-N", description = "Run no command.")
    private boolean noCommand;

    @Option(names = "-T", description = "Ask for no terminal.")
    private boolean noTerminal;

    @Option(names = "-t", description = "Ask for a terminal; twice, even without one here.")
    private boolean[] terminal = {};

    @Option(names = "-A", description = "Forward the authentication agent.")
    private boolean forwardAgent;

    @Option(names = "-C", description = "Compress.")
    private boolean compress;

    @Option(names = "-q", description = "Be quiet.")
    private boolean quiet;

    @Option(names = "-v", description = "Tell what happens; up to three times.")
    private boolean[] verbose = {};

    @Parameters(index = "0", paramLabel = "[USER@]NODE", description = "Where to.")
    private String destination = "";

    @Parameters(index = "1..*", paramLabel = "COMMAND", description = "What to run there.")
    private final List<String> command = new ArrayList<>();

    SshCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int at = destination.lastIndexOf('@');
        String node = destination.substring(at + 1);
        String id = new Targets(bench, bench.connect(options)).one(node);
        Optional<String> login = at > 0 ? Optional.of(destination.substring(0, at)) : user;
        return bench.world().desk().programs().run(line(id, login));
    }

    private List<String> line(String id, Optional<String> login) {
        List<String> line = new ArrayList<>(List.of("ssh"));
        // The first value of a setting counts, so the user's own come first.
        settings.forEach(each -> line.addAll(List.of("-o", each)));
        line.addAll(
                List.of(
                        "-o",
                        "ProxyCommand="
                                + new SshConfig(bench.world().desk().launcher(), options.flags())
                                        .proxyCommand(id),
                        "-o",
                        "HostKeyAlias=" + id));
        local.forEach(each -> line.addAll(List.of("-L", each)));
        remote.forEach(each -> line.addAll(List.of("-R", each)));
        dynamic.forEach(each -> line.addAll(List.of("-D", each)));
        identities.forEach(each -> line.addAll(List.of("-i", each)));
        port.ifPresent(each -> line.addAll(List.of("-p", Integer.toString(each))));
        login.ifPresent(each -> line.addAll(List.of("-l", each)));
        flag(line, "-N", noCommand ? 1 : 0);
        flag(line, "-T", noTerminal ? 1 : 0);
        flag(line, "-t", terminal.length);
        flag(line, "-A", forwardAgent ? 1 : 0);
        flag(line, "-C", compress ? 1 : 0);
        flag(line, "-q", quiet ? 1 : 0);
        flag(line, "-v", verbose.length);
        line.addAll(List.of("--", id));
        line.addAll(command);
        return line;
    }

    private static void flag(List<String> line, String flag, int times) {
        for (int i = 0; i < times; i++) {
            line.add(flag);
        }
    }
}
