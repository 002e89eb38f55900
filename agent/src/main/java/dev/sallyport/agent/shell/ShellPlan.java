package dev.sallyport.agent.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// How to start a user's shell or command: its words, its environment, and where.
public record ShellPlan(
        User user, List<String> words, Map<String, String> environment, Path folder) {
    private static final String PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// Those known to take `-l`.
    private static final Set<String> WITH_LOGIN =
            Set.of("sh", "bash", "dash", "zsh", "ksh", "ksh93", "mksh", "fish", "ash");

    /// What little of the agent's surroundings a shell may see: nothing here can be a secret.
    private static final Set<String> PASSED_ON = Set.of("LANG", "LC_ALL", "LC_CTYPE", "TZ");

    private static final Set<String> OVERRIDABLE = Set.of("TERM", "LANG", "LC_ALL", "LC_CTYPE");

    public ShellPlan {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /// Plans the login shell of `user` for an agent that runs as `agent`.
    public static ShellPlan of(User user, User agent, Map<String, String> surroundings)
            throws StartRefusedException {
        return of(user, agent, new Program.LoginShell(), surroundings);
    }

    static ShellPlan of(User user, User agent, Program program, Map<String, String> surroundings)
            throws StartRefusedException {
        String shell = shellOf(user);
        List<String> words = new ArrayList<>();
        if (agent.uid() != user.uid()) {
            words.addAll(becoming(user));
        }
        switch (program) {
            case Program.LoginShell() -> {
                words.add(shell);
                if (WITH_LOGIN.contains(Path.of(shell).getFileName().toString())) {
                    words.add("-l");
                }
            }
            case Program.Line(String command, _) -> words.addAll(List.of("/bin/sh", "-c", command));
            case Program.ShellLine(String command) -> words.addAll(List.of(shell, "-c", command));
            case Program.Words(List<String> given, _) -> words.addAll(given);
        }
        Path home = Path.of(user.home().isEmpty() ? "/" : user.home());
        Path folder = Files.isDirectory(home) ? home : Path.of("/");
        return new ShellPlan(
                user, words, environment(user, shell, folder.toString(), surroundings), folder);
    }

    static List<String> becoming(User user) throws StartRefusedException {
        Optional<String> setpriv = Programs.find("setpriv");
        if (setpriv.isPresent()) {
            return List.of(
                    setpriv.orElseThrow(),
                    "--reuid=" + user.uid(),
                    "--regid=" + user.gid(),
                    "--init-groups",
                    "--inh-caps=-all",
                    "--");
        }
        Optional<String> runuser = Programs.find("runuser");
        if (runuser.isPresent()) {
            return List.of(runuser.orElseThrow(), "-u", user.name(), "--");
        }
        throw new StartRefusedException(
                "Unable to start command: this machine has neither setpriv nor runuser");
    }

    /// The user's own shell. Who is kept from logging in (`nologin`, `false`) but named as a run-as
    /// user gets the plain one, as AWS's agent gives to everybody.
    private static String shellOf(User user) {
        boolean usable =
                user.shell().startsWith("/")
                        && !user.shell().endsWith("/nologin")
                        && !user.shell().endsWith("/false")
                        && Files.isExecutable(Path.of(user.shell()));
        return usable ? user.shell() : "/bin/sh";
    }

    private static Map<String, String> environment(
            User user, String shell, String home, Map<String, String> surroundings) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("LANG", "C.UTF-8");
        surroundings.forEach((name, value) -> {
            if (PASSED_ON.contains(name) && !value.isEmpty()) {
                environment.put(name, value);
            }
        });
        environment.put("TERM", "xterm-256color");
        environment.put("PATH", PATH);
        environment.put("HOME", home);
        environment.put("SHELL", shell);
        environment.put("USER", user.name());
        environment.put("LOGNAME", user.name());
        return environment;
    }

    /// The same, with more in its environment. What decides how programs are found and as whom they
    /// run stays.
    public ShellPlan with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(more);
        environment.forEach((name, value) -> {
            if (!OVERRIDABLE.contains(name)) {
                all.put(name, value);
            } else {
                all.putIfAbsent(name, value);
            }
        });
        return new ShellPlan(user, words, all, folder);
    }

    /// As a program gets it: `NAME=value` each.
    String[] environmentLines() {
        return environment.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .toArray(String[]::new);
    }

    String[] wordArray() {
        return words.toArray(String[]::new);
    }
}
