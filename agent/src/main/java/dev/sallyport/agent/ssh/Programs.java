package dev.sallyport.agent.ssh;

import dev.sallyport.agent.shell.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.command.CommandFactory;
import org.apache.sshd.server.shell.ShellFactory;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.jspecify.annotations.Nullable;

/// Which program a channel gets for what its client asks for.
record Programs(Surroundings around) implements ShellFactory, CommandFactory, SubsystemFactory {
    /// Where the packages of OpenSSH put it.
    private static final List<String> FILE_SERVERS =
            List.of(
                    "/usr/lib/openssh/sftp-server",
                    "/usr/libexec/openssh/sftp-server",
                    "/usr/lib/ssh/sftp-server",
                    "/usr/libexec/sftp-server",
                    "/usr/lib/sftp-server");

    @Override
    public Command createShell(ChannelSession channel) {
        return run(new Program.LoginShell(), "shell", false);
    }

    @Override
    public Command createCommand(ChannelSession channel, String command) {
        return run(new Program.ShellLine(command), "command: " + command, false);
    }

    @Override
    public String getName() {
        return "sftp";
    }

    /// Null has the client hear that there is no such thing here.
    @Override
    public @Nullable Command createSubsystem(ChannelSession channel) {
        Optional<String> server =
                FILE_SERVERS.stream().filter(it -> Files.isExecutable(Path.of(it))).findFirst();
        return server.map(it -> run(new Program.Words(List.of(it), false), "files (sftp)", true))
                .orElse(null);
    }

    private Command run(Program program, String shown, boolean isFiles) {
        return new ProgramRun(new ProgramRun.Wanted(program, shown, isFiles), around);
    }
}
