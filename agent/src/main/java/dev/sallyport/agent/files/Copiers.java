package dev.sallyport.agent.files;

import dev.sallyport.agent.shell.AsAccount;
import dev.sallyport.agent.shell.User;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/// Makes copiers for accounts of this machine.
public final class Copiers {
    private final AsAccount accounts;
    private final Own own;
    private final Supplier<UUID> ids;
    private final ThreadFactory threads;

    /// How this program itself runs.
    ///
    /// @param java the program that runs it
    /// @param classPath where its classes are
    /// @param spellsAll whether it can write every file name: a process in a C locale cannot
    public record Own(User user, String java, String classPath, boolean spellsAll) {}

    public Copiers(AsAccount accounts, Own own, Supplier<UUID> ids, ThreadFactory threads) {
        this.accounts = accounts;
        this.own = own;
        this.ids = ids;
        this.threads = threads;
    }

    /// A copier with the rights of `user`; its process, if it needs one, starts now.
    public Copier copier(CopyOrder order, User user) throws IOException {
        if (own.user().uid() == user.uid() && own.spellsAll()) {
            return new Copier.Here(order, this);
        }
        Process process = accounts.start(user, command(), Map.of("LC_ALL", "C.UTF-8"));
        return new Copier.Apart(process, CopyProcess.head(order, user.home()), threads);
    }

    // It lives for one copy: a small heap, and no thought for the long run.
    private List<String> command() {
        return List.of(
                own.java(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=4",
                "-Xshare:auto",
                "-cp",
                own.classPath(),
                Main.class.getName());
    }

    Path ownHome() throws IOException {
        return Path.of(own.user().home()).toRealPath();
    }

    Supplier<UUID> ids() {
        return ids;
    }
}
