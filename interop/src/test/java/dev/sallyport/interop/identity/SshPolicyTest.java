package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.interop.Run;
import dev.sallyport.interop.Sallyport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a policy lets `sallyport ssh` do.
@ExtendWith(SharedAccount.class)
class SshPolicyTest {
    private static final boolean ROOT = System.getProperty("user.name").equals("root");
    private static final String NODE = "arn:aws:ssm:*:*:managed-instance/*";
    private static final String DOCUMENT = "arn:aws:ssm:*::document/Sallyport-SSH";

    private static String start(String... resources) {
        return Account.policy(
                "\"Effect\":\"Allow\",\"Action\":\"ssm:StartSession\",\"Resource\":[\""
                        + String.join("\",\"", resources)
                        + "\"]},{\"Effect\":\"Allow\","
                        + "\"Action\":\"ssm:DescribeInstanceInformation\",\"Resource\":\"*\"");
    }

    private static Run ssh(Person who, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Sallyport.home().resolve("bin/sallyport").toString());
        command.add("ssh");
        command.addAll(List.of(arguments));
        return Run.of(command, who.environment(), "", Duration.ofMinutes(2));
    }

    @Test
    void aNodeAndTheDocumentAreEnoughForACommandAndNotForMore(Account account) throws Exception {
        Person user = account.user("ssh-plain", start(NODE, DOCUMENT));
        String node = user.sallyport().node();

        Run plain = ssh(user, node, "echo in");
        assertThat(plain.status()).as(plain.errors()).isZero();
        assertThat(plain.output()).isEqualTo("in\n");
        Run beyond = ssh(user, "-N", "-L", "1:192.0.2.1:80", node);
        assertThat(beyond.status()).isEqualTo(4);
        assertThat(beyond.errors()).contains("ssh-forwarding/anywhere");
        Run other = ssh(user, "daemon@" + node, "id");
        assertThat(other.status()).isEqualTo(4);
        assertThat(other.errors()).contains("ssh-account/daemon");
    }

    @Test
    void anAccountThatIsAllowedIsTheOneThatRuns(Account account) throws Exception {
        Person user =
                account.user(
                        "ssh-daemon",
                        start(NODE, DOCUMENT, "arn:aws:sallyport:*:*:ssh-account/daemon"));
        Run run = ssh(user, "daemon@" + user.sallyport().node(), "whoami");

        if (ROOT) {
            assertThat(run.status()).as(run.errors()).isZero();
            assertThat(run.output()).isEqualTo("daemon\n");
        } else {
            assertThat(run.errors()).contains("cannot become");
        }
    }

    @Test
    void sshWithoutTheDocumentIsRefused(Account account) throws Exception {
        Person user = account.user("ssh-none", start(NODE));

        assertThat(ssh(user, user.sallyport().node(), "id").status()).isEqualTo(4);
    }
}
