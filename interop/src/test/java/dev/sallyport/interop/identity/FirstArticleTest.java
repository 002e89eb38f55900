package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.interop.Sdk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ssm.SsmClient;

/// The policy of the article on MFA and SSH, word for word: alice has it, by her group.
@ExtendWith(SharedAccount.class)
class FirstArticleTest {
    private static Person alice;
    private static Person aliceWithMfa;

    @BeforeAll
    static void joinTheGroup(Account account) throws Exception {
        alice = account.user("alice");
        Person admin = account.admin();
        admin.call("iam.create_group", "GroupName", "sessionmanagerusers").reply();
        admin.call(
                        "iam.put_group_policy",
                        "GroupName",
                        "sessionmanagerusers",
                        "PolicyName",
                        "sessions",
                        "PolicyDocument",
                        account.article("000.json"))
                .reply();
        admin.gets("aws iam add-user-to-group --group-name sessionmanagerusers --user-name alice");
        aliceWithMfa = alice.with(Device.enabled(admin, "alice", "alice").session(alice));
    }

    @Test
    void S0_17_groupMembersMayDoWhatTheGroupMayAndNothingElse(Account account) throws Exception {
        assertThat(alice.isRefused("aws iam list-users"))
                .isEqualTo(
                        "An error occurred (AccessDenied) when calling the ListUsers operation: "
                                + account.unallowed(
                                        "alice", "iam:ListUsers", account.arn("user", "")));
    }

    @Test
    void S0_21_aSessionNeedsMfa(Account account) throws Exception {
        assertThat(alice.isRefused("aws ssm start-session --target $N"))
                .isEqualTo(
                        "An error occurred (AccessDeniedException) when calling the StartSession"
                                + " operation: "
                                + account.unallowed(
                                        "alice", "ssm:StartSession", account.nodeArn()));

        assertThat(aliceWithMfa.gets("aws ssm start-session --target $N"))
                .startsWith("plugin: {\"SessionId\": \"alice-");
    }

    @Test
    void S0_22_theStarInTheDocumentsArnStandsForNoAccount(Account account) throws Exception {
        assertThat(
                        aliceWithMfa.gets(
                                "aws ssm start-session --target $N --document-name"
                                        + " AWS-StartSSHSession --parameters 'portNumber=22'"))
                .startsWith("plugin: ");
        assertThat(
                        aliceWithMfa
                                .call(
                                        "ssm.start_session",
                                        "Target",
                                        account.instance(),
                                        "DocumentName",
                                        "AWS-StartPortForwardingSession",
                                        "Parameters",
                                        Map.of("portNumber", List.of("22")))
                                .refusedWith("AccessDeniedException"))
                .contains("arn:aws:ssm:us-east-1::document/AWS-StartPortForwardingSession");
    }

    @Test
    void S0_23_looksAroundWithoutMfa(Account account) throws Exception {
        assertThat(alice.gets("aws ssm get-connection-status --target $N --output text"))
                .isEqualTo("connected\t" + account.instance());
        alice.call("ssm.describe_sessions", "State", "Active").reply();
        alice.call("ssm.describe_instance_information").reply();
        // Debian's clients are older than this operation.
        try (SsmClient ssm =
                Sdk.ssm(account.sallyport(), alice.keys().id(), alice.keys().secret())) {
            assertThat(ssm.describeInstanceProperties(_ -> {}).instanceProperties()).hasSize(1);
        }
        alice.call("ec2.describe_instances").reply();
    }

    @Test
    void S0_24_changesThePreferencesAndNoOtherDocument(Account account) throws Exception {
        String content =
                "{\"schemaVersion\": \"1.0\", \"sessionType\": \"Standard_Stream\","
                        + " \"inputs\": {\"idleSessionTimeout\": \"20\"}}";
        alice.gets(
                "aws ssm create-document --name SSM-SessionManagerRunShell --document-type Session"
                        + " --content '"
                        + content
                        + "'");
        try {
            assertThat(
                            alice.gets(
                                    "aws ssm get-document --name SSM-SessionManagerRunShell"
                                            + " --query Content --output text"))
                    .isEqualTo(content);
            assertThat(alice.isRefused("aws ssm get-document --name Other"))
                    .contains("(AccessDeniedException)")
                    .contains("ssm:GetDocument");
            alice.call("ssm.delete_document", "Name", "SSM-SessionManagerRunShell")
                    .refusedWith("AccessDeniedException");
        } finally {
            account.admin()
                    .call("ssm.delete_document", "Name", "SSM-SessionManagerRunShell")
                    .reply();
        }
    }

    @Test
    void S0_25_endsOwnSessionsAndNobodyElses(Account account) throws Exception {
        String session =
                aliceWithMfa
                        .call("ssm.start_session", "Target", account.instance())
                        .reply()
                        .path("SessionId")
                        .asString();

        assertThat(alice.gets("aws ssm terminate-session --output text --session-id " + session))
                .isEqualTo(session);
        assertThat(alice.isRefused("aws ssm terminate-session --session-id bob-0123456789abcdef0"))
                .contains("(AccessDeniedException)")
                .contains("session/bob-0123456789abcdef0");
    }
}
