package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.interop.Program;
import dev.sallyport.interop.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Whoever loses what let a session start loses the session, at once.
@ExtendWith(SharedAccount.class)
class RevocationTest {
    private static final String SHELLS =
            Account.allow("ssm:StartSession", "ssm:DescribeInstanceInformation");
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final String REVOKED = "Your credentials for this session have been revoked.";
    private static final String ENDED = "Your permission for this session has ended.";

    /// A change in the account while a shell runs.
    private interface Change {
        void make() throws Exception;
    }

    private static void endsTheShellOf(Person person, Change change, String reason)
            throws Exception {
        try (Program shell = person.shell()) {
            shell.type("echo run$((40+2))ning\n");
            shell.await("run42ning");

            change.make();
            Waiting.until(
                    () -> shell.output().contains(reason),
                    AT_ONCE,
                    () -> "not ended: " + shell.output());
            shell.awaitEnd();
        }
    }

    private static void theRecordTells(Account account, String name, String reason) {
        JsonNode session =
                account.admin()
                        .call(
                                "ssm.describe_sessions",
                                "State",
                                "History",
                                "Filters",
                                List.of(Map.of("key", "Owner", "value", account.arn("user", name))))
                        .reply()
                        .path("Sessions")
                        .get(0);
        // S1-12, S1-13, S1-14: who, when, where to.
        assertThat(session.path("Owner").asString()).isEqualTo(account.arn("user", name));
        assertThat(session.path("Status").asString()).isEqualTo("Terminated");
        assertThat(session.path("Details").asString()).startsWith(reason);
        assertThat(session.path("Target").asString()).isEqualTo(account.sallyport().node());
        assertThat(session.path("StartDate").asString())
                .isLessThan(session.path("EndDate").asString());
    }

    @Test
    void S1_10_aKeyMadeInactive(Account account) throws Exception {
        Person user = account.user("leaver-1", SHELLS);

        endsTheShellOf(
                user,
                () ->
                        account.admin()
                                .call(
                                        "iam.update_access_key",
                                        "UserName",
                                        "leaver-1",
                                        "AccessKeyId",
                                        user.keys().id(),
                                        "Status",
                                        "Inactive")
                                .reply(),
                REVOKED);

        theRecordTells(account, "leaver-1", REVOKED);
        user.call("ssm.start_session", "Target", account.instance())
                .refusedWith("UnrecognizedClientException");
    }

    @Test
    void S1_10_aPolicyThatDenies(Account account) throws Exception {
        Person user = account.user("leaver-2", SHELLS);

        endsTheShellOf(
                user,
                () ->
                        account.putPolicy(
                                "leaver-2",
                                Account.policy(
                                        "\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\":"
                                                + " \"*\"")),
                ENDED);

        theRecordTells(account, "leaver-2", ENDED);
    }

    @Test
    void S1_10_aGroupThatIsLeft(Account account) throws Exception {
        Person admin = account.admin();
        Person user = account.user("leaver-3");
        admin.call("iam.create_group", "GroupName", "stayers").reply();
        admin.call(
                        "iam.put_group_policy",
                        "GroupName",
                        "stayers",
                        "PolicyName",
                        "shells",
                        "PolicyDocument",
                        SHELLS)
                .reply();
        admin.call("iam.add_user_to_group", "GroupName", "stayers", "UserName", "leaver-3").reply();

        endsTheShellOf(
                user,
                () ->
                        admin.call(
                                        "iam.remove_user_from_group",
                                        "GroupName",
                                        "stayers",
                                        "UserName",
                                        "leaver-3")
                                .reply(),
                ENDED);

        theRecordTells(account, "leaver-3", ENDED);
    }

    @Test
    void S1_10_aUserThatIsDeleted(Account account) throws Exception {
        Person admin = account.admin();
        Person user = account.user("leaver-4", SHELLS);

        endsTheShellOf(
                user,
                () -> {
                    admin.call(
                                    "iam.delete_access_key",
                                    "UserName",
                                    "leaver-4",
                                    "AccessKeyId",
                                    user.keys().id())
                            .reply();
                    admin.call(
                                    "iam.delete_user_policy",
                                    "UserName",
                                    "leaver-4",
                                    "PolicyName",
                                    "only")
                            .reply();
                    admin.call("iam.delete_user", "UserName", "leaver-4").reply();
                },
                REVOKED);

        theRecordTells(account, "leaver-4", REVOKED);
        user.call("sts.get_caller_identity").refusedWith("InvalidClientTokenId");
    }

    @Test
    void S1_10_sessionCredentialsEndWithTheKeyThatAskedForThem(Account account) throws Exception {
        Person user = account.user("leaver-5", SHELLS);
        Person withMfa =
                user.with(Device.enabled(account.admin(), "leaver-5", "leaver-5").session(user));

        endsTheShellOf(
                withMfa,
                () ->
                        account.admin()
                                .call(
                                        "iam.delete_access_key",
                                        "UserName",
                                        "leaver-5",
                                        "AccessKeyId",
                                        user.keys().id())
                                .reply(),
                REVOKED);

        assertThat(withMfa.call("ssm.describe_sessions", "State", "Active").code()).isNotEmpty();
    }

    @Test
    void S1_35_aTimeRangeThatIsOver(Account account) throws Exception {
        Person user = account.user("on-call", Account.allow("ssm:*"));

        endsTheShellOf(
                user,
                () -> account.putPolicy("on-call", until(Instant.now().plusSeconds(1))),
                ENDED);

        theRecordTells(account, "on-call", ENDED);
    }

    private static String until(Instant end) {
        return Account.policy(
                "\"Effect\": \"Allow\", \"Action\": \"ssm:*\", \"Resource\": \"*\","
                        + " \"Condition\": {\"DateLessThan\": {\"aws:CurrentTime\": \""
                        + end.truncatedTo(ChronoUnit.SECONDS)
                        + "\"}}");
    }
}
