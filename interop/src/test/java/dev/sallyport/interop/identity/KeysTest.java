package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.interop.Sallyport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Users and their keys, as an administrator types them.
@ExtendWith(SharedAccount.class)
class KeysTest {
    private static final String INVALID = "The security token included in the request is invalid.";

    @Test
    void S0_18_S0_19_makesAUserWithATag(Account account) throws Exception {
        Person admin = account.admin();

        JsonNode user =
                Sallyport.json(admin.gets("aws iam create-user --user-name danirudh")).path("User");
        admin.gets(
                "aws iam tag-user --user-name danirudh --tags Key=SSMSessionRunAs,Value=anirudh");

        assertThat(user.path("Arn").asString()).isEqualTo(account.arn("user", "danirudh"));
        assertThat(user.path("UserId").asString()).matches("AIDA[A-Z2-7]{17}");
        assertThat(
                        admin.gets(
                                "aws iam list-user-tags --user-name danirudh --query"
                                        + " Tags[] --output text"))
                .isEqualTo("SSMSessionRunAs\tanirudh");
    }

    @Test
    void S0_33_showsASecretOnceAndHoldsTwoKeysAtMost(Account account) throws Exception {
        Person admin = account.admin();
        account.user("keys");

        JsonNode made =
                Sallyport.json(admin.gets("aws iam create-access-key --user-name keys"))
                        .path("AccessKey");
        String third = admin.isRefused("aws iam create-access-key --user-name keys");
        String list = admin.gets("aws iam list-access-keys --user-name keys");

        assertThat(made.path("AccessKeyId").asString()).matches("AKIA[A-Z2-7]{16}");
        assertThat(made.path("SecretAccessKey").asString()).hasSize(40);
        assertThat(third)
                .isEqualTo(
                        "An error occurred (LimitExceeded) when calling the CreateAccessKey"
                                + " operation: Cannot exceed quota for AccessKeysPerUser: 2");
        assertThat(list)
                .contains(made.path("AccessKeyId").asString())
                .doesNotContain(made.path("SecretAccessKey").asString());
    }

    @Test
    void S0_33_refusesAKeyThatWasRevokedAndTakesItBack(Account account) throws Exception {
        Person admin = account.admin();
        Person user = account.user("revoked", Account.allow("ssm:DescribeSessions"));
        String update =
                "aws iam update-access-key --user-name revoked --access-key-id "
                        + user.keys().id()
                        + " --status ";
        user.call("ssm.describe_sessions", "State", "Active").reply();

        admin.gets(update + "Inactive");
        assertThat(user.isRefused("aws ssm describe-sessions --state Active"))
                .isEqualTo(
                        "An error occurred (UnrecognizedClientException) when calling the"
                                + " DescribeSessions operation: "
                                + INVALID);
        assertThat(user.isRefused("aws sts get-caller-identity"))
                .contains("(InvalidClientTokenId)")
                .contains(INVALID);

        admin.gets(update + "Active");
        user.call("ssm.describe_sessions", "State", "Active").reply();
        admin.gets(
                "aws iam delete-access-key --user-name revoked --access-key-id "
                        + user.keys().id());
        user.call("ssm.describe_sessions", "State", "Active")
                .refusedWith("UnrecognizedClientException");
    }

    @Test
    void S3_07_knowsWhenAKeyWasLastOfUse(Account account) throws Exception {
        Person user = account.user("lastused", Account.allow("ssm:DescribeSessions"));
        user.call("ssm.describe_sessions", "State", "Active").reply();

        JsonNode used =
                Sallyport.json(
                                account.admin()
                                        .gets(
                                                "aws iam get-access-key-last-used --access-key-id "
                                                        + user.keys().id()))
                        .path("AccessKeyLastUsed");

        assertThat(used.path("ServiceName").asString()).isEqualTo("ssm");
        assertThat(used.path("Region").asString()).isEqualTo("us-east-1");
        assertThat(used.path("LastUsedDate").asString()).startsWith("20");
    }

    @Test
    void S3_37_theFirstPasswordMustBeChanged(Account account) throws Exception {
        Person admin = account.admin();
        Person user = account.user("password", Account.allow("iam:ChangePassword"));
        admin.gets(
                "aws iam create-login-profile --user-name password --password 'First-Pass-1!'"
                        + " --password-reset-required");
        assertThat(
                        admin.gets(
                                "aws iam get-login-profile --user-name password --query"
                                        + " LoginProfile.PasswordResetRequired"))
                .isEqualTo("true");

        user.gets(
                "aws iam change-password --old-password 'First-Pass-1!' --new-password"
                        + " 'Second-Pass-2!'");

        assertThat(
                        admin.gets(
                                "aws iam get-login-profile --user-name password --query"
                                        + " LoginProfile.PasswordResetRequired"))
                .isEqualTo("false");
        assertThat(
                        user.isRefused(
                                "aws iam change-password --old-password 'First-Pass-1!'"
                                        + " --new-password 'Third-Pass-3!'"))
                .contains("(AccessDenied)");
    }

    @Test
    void S4_09_aNewUserMayDoNothing(Account account) throws Exception {
        Person nobody = account.user("newcomer");

        assertThat(nobody.isRefused("aws ssm start-session --target $N"))
                .contains("(AccessDeniedException)");
        assertThat(nobody.gets("aws sts get-caller-identity --query Arn --output text"))
                .isEqualTo(account.arn("user", "newcomer"));
    }
}
