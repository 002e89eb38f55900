package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.interop.Run;
import dev.sallyport.interop.Sallyport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whom a shell runs as: the tag of whoever starts it says so. A node whose agent is root has many
/// users to offer, any other only its own.
@ExtendWith(SharedAccount.class)
class RunAsTest {
    private static final String OWN = System.getProperty("user.name");
    private static final boolean ROOT = OWN.equals("root");

    @BeforeAll
    static void makeTheDocument(Account account) {
        account.admin()
                .call(
                        "ssm.create_document",
                        "Name",
                        "RunAs",
                        "DocumentType",
                        "Session",
                        "Content",
                        "{\"schemaVersion\": \"1.0\", \"sessionType\": \"Standard_Stream\","
                                + " \"inputs\": {\"runAsEnabled\": true}}")
                .reply();
    }

    @AfterAll
    static void deleteTheDocument(Account account) {
        account.admin().call("ssm.delete_document", "Name", "RunAs").reply();
    }

    private static Person user(Account account, String name, String runAs) throws Exception {
        Person user =
                account.user(
                        name, Account.allow("ssm:StartSession", "ssm:DescribeInstanceInformation"));
        account.admin()
                .gets(
                        "aws iam tag-user --user-name %s --tags Key=SSMSessionRunAs,Value=%s"
                                .formatted(name, runAs));
        return user;
    }

    private static String whoami(Person user) throws Exception {
        Run run =
                Run.of(
                        List.of(
                                Sallyport.home().resolve("bin/sallyport").toString(),
                                "shell",
                                user.sallyport().node(),
                                "--document",
                                "RunAs"),
                        user.environment(),
                        "echo \"it is $(whoami)\"\nexit\n",
                        Duration.ofMinutes(1));
        assertThat(run.status()).as(run.errors()).isZero();
        return run.output();
    }

    @Test
    void S0_19_S3_04_everyUsersTagNamesTheirOwnAccountOnTheNode(Account account) throws Exception {
        String first = ROOT ? "daemon" : OWN;
        assertThat(whoami(user(account, "runs-1", first))).contains("it is " + first);
        if (ROOT) {
            assertThat(whoami(user(account, "runs-2", "games"))).contains("it is games");
        }
    }

    @Test
    void S3_32_withoutATagNobodyStartsAndNobodyIsRoot(Account account) throws Exception {
        Person user = account.user("runs-3", Account.allow("ssm:StartSession"));
        String start = "aws ssm start-session --target $N --document-name RunAs";

        assertThat(user.isRefused(start)).contains("SSMSessionRunAs");
        account.admin()
                .call(
                        "iam.tag_user",
                        "UserName",
                        "runs-3",
                        "Tags",
                        List.of(Map.of("Key", "SSMSessionRunAs", "Value", "root")))
                .reply();
        assertThat(user.isRefused(start)).contains("root");
    }
}
