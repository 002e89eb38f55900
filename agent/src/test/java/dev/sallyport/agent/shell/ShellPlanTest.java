package dev.sallyport.agent.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellPlanTest {
    private static final User ROOT = new User("root", 0, 0, "/root", "/bin/bash");

    @TempDir Path folder;

    private User user(String shell) {
        return new User("alice", 1000, 1001, folder.toString(), shell);
    }

    @Test
    void passesNothingOfTheAgentsOnThatCouldBeASecret() throws Exception {
        ShellPlan plan =
                ShellPlan.of(
                        user("/bin/sh"),
                        ROOT,
                        Map.of(
                                "AWS_SECRET_ACCESS_KEY",
                                "hunter2",
                                "LANG",
                                "de_DE.UTF-8",
                                "X",
                                "y"));

        assertThat(plan.environment())
                .containsOnlyKeys("LANG", "TERM", "PATH", "HOME", "SHELL", "USER", "LOGNAME")
                .containsEntry("LANG", "de_DE.UTF-8")
                .containsEntry("TERM", "xterm-256color")
                .containsEntry("HOME", folder.toString())
                .containsEntry("USER", "alice");
    }

    @Test
    void takesAPlainLocaleIfThereIsNone() throws Exception {
        assertThat(ShellPlan.of(user("/bin/sh"), ROOT, Map.of()).environment())
                .containsEntry("LANG", "C.UTF-8");
    }

    @Test
    void becomesTheUserWithoutACommandInterpreter() throws Exception {
        ShellPlan plan = ShellPlan.of(user("/bin/sh"), ROOT, Map.of());

        assertThat(plan.words().getFirst()).endsWith("/setpriv");
        assertThat(plan.words())
                .contains("--reuid=1000", "--regid=1001", "--init-groups")
                .endsWith("--", "/bin/sh", "-l");
        assertThat(plan.folder()).isEqualTo(folder);
    }

    @Test
    void staysItself() throws Exception {
        assertThat(ShellPlan.of(user("/bin/sh"), user("/bin/sh"), Map.of()).words())
                .containsExactly("/bin/sh", "-l");
    }

    @Test
    void givesAPlainShellToWhoHasNone() throws Exception {
        for (String none : new String[] {"", "/usr/sbin/nologin", "/bin/false", "sh", "/no/sh"}) {
            assertThat(ShellPlan.of(user(none), user(none), Map.of()).words())
                    .containsExactly("/bin/sh", "-l");
        }
    }

    @Test
    void startsInTheRootWhereThereIsNoHome() throws Exception {
        User homeless = new User("bob", 1000, 1000, folder.resolve("none").toString(), "/bin/sh");

        ShellPlan plan = ShellPlan.of(homeless, homeless, Map.of());

        assertThat(plan.folder()).isEqualTo(Path.of("/"));
        assertThat(plan.environment()).containsEntry("HOME", "/");
    }

    @Test
    void writesAndRemovesTheSudoRule() throws Exception {
        Path rule = folder.resolve("sallyport-ssm-user");

        new SudoRule(folder, true).apply();
        assertThat(Files.readString(rule)).endsWith("\nssm-user ALL=(ALL) NOPASSWD:ALL\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rule)))
                .isEqualTo("r--r-----");

        new SudoRule(folder, false).apply();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void readsTheSessionOfAProcessWhateverItsName() {
        assertThat(SessionProcesses.parseSession("12 (a) b) c) S 1 12 777 34817 12 4194304"))
                .isEqualTo(OptionalInt.of(777));
        assertThat(SessionProcesses.parseSession("")).isEmpty();
        assertThat(SessionProcesses.parseSession("12 (sh) S 1")).isEmpty();
    }
}
