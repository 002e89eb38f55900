package dev.sallyport.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.cli.outcome.Failure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshArgumentsTest {
    private static SshArguments read(String line) {
        return SshArguments.read(line.isEmpty() ? List.of() : List.of(line.split(" ")));
    }

    @Test
    void aNodeAloneIsEnough() {
        assertThat(read("web-1"))
                .isEqualTo(
                        new SshArguments(List.of(), "web-1", Optional.empty(), List.of(), "node"));
    }

    @Test
    void optionsMayStandBeforeAndBehindTheNodeAndTheCommandKeepsItsOwn() {
        SshArguments read = read("-tt -vL 8080:localhost:80 deploy@web-1 -N ls -l --color -A");

        assertThat(read.options())
                .containsExactly("-t", "-t", "-v", "-L", "8080:localhost:80", "-N");
        assertThat(read.node()).isEqualTo("web-1");
        assertThat(read.user()).contains("deploy");
        assertThat(read.command()).containsExactly("ls", "-l", "--color", "-A");
        assertThat(read.reach()).isEqualTo("node");
    }

    @Test
    void whatScpAndRsyncAndGitAskForIsUnderstood() {
        SshArguments scp =
                read(
                        "-x -oPermitLocalCommand=no -oClearAllForwardings=yes"
                                + " -oRemoteCommand=none -oRequestTTY=no -oForwardAgent=no"
                                + " -l bob -s -- web-1 sftp");
        assertThat(scp.user()).contains("bob");
        assertThat(scp.node()).isEqualTo("web-1");
        assertThat(scp.options()).contains("-s").endsWith("-s");
        assertThat(scp.command()).containsExactly("sftp");
        assertThat(read("-l bob web-1 rsync --server -e.LsfxC . /srv").command())
                .containsExactly("rsync", "--server", "-e.LsfxC", ".", "/srv");
        assertThat(read("-o SendEnv=GIT_PROTOCOL -p 22 git@web-1 git-upload-pack").user())
                .contains("git");
    }

    @ParameterizedTest
    @CsvSource({
        "-L 80:localhost:80 n, node",
        "-L 80:127.0.0.1:80 n, node",
        "-L [::1]:80:[::1]:80 n, node",
        "-R 8080:db:80 n, node",
        "-L 5432:db.internal:5432 n, anywhere",
        "-L *:5432:10.0.0.7:5432 n, anywhere",
        "-L80:[fd00::1]:80 n, anywhere",
        "-L 80:localhost.evil.example:80 n, anywhere",
        "-D 1080 n, anywhere",
        "-W localhost:22 n, node",
        "-W db:22 n, anywhere",
        "-oLocalForward=80:db:80 n, anywhere",
        "-oDynamicForward=1080 n, anywhere"
    })
    void connectionsBeyondTheNodeAreSeen(String line, String reach) {
        assertThat(read(line).reach()).isEqualTo(reach);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-A n",
                "-tA n",
                "-X n",
                "-J other n",
                "-f n",
                "-oForwardAgent=yes n",
                "-oProxyCommand=nc n",
                "-oProxyJump=x n",
                "-oControlPersist=10 n",
                "-L",
                "",
                "deploy@"
            })
    void whatCannotBeDoneIsSaid(String line) {
        assertThatThrownBy(() -> read(line)).isInstanceOf(Failure.class);
    }

    @Test
    void anAddressAsAUrlIsUnderstood() {
        SshArguments read = read("ssh://deploy@web-1:22/");

        assertThat(read.node()).isEqualTo("web-1");
        assertThat(read.user()).contains("deploy");
    }
}
