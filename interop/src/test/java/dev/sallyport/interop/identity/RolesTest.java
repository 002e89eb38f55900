package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.interop.Sallyport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Roles: who may take them, and what they give.
@ExtendWith(SharedAccount.class)
class RolesTest {
    private static String trust(String principal, String more) {
        return Account.policy(
                "\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"%s\"}, \"Action\": %s"
                        .formatted(principal, more));
    }

    private static void make(Account account, String name, String trust) {
        account.admin()
                .call("iam.create_role", "RoleName", name, "AssumeRolePolicyDocument", trust)
                .reply();
        account.admin()
                .call(
                        "iam.put_role_policy",
                        "RoleName",
                        name,
                        "PolicyName",
                        "sessions",
                        "PolicyDocument",
                        Account.allow("ssm:*"))
                .reply();
    }

    private static Person in(Person person, Answer assumed) {
        return person.with(Keys.of(assumed.reply().path("Credentials")));
    }

    @Test
    void S1_33_aRoleIsTakenByWhomItNamesWithTheExternalId(Account account) throws Exception {
        Person user = account.user("partner");
        make(
                account,
                "External",
                trust(
                        account.arn("user", "partner"),
                        "\"sts:AssumeRole\", \"Condition\": {\"StringEquals\":"
                                + " {\"sts:ExternalId\": \"4711\"}}"));
        String assume =
                "aws sts assume-role --role-session-name day --role-arn "
                        + account.arn("role", "External");

        assertThat(user.isRefused(assume)).contains("(AccessDenied)").contains("sts:AssumeRole");
        user.call(
                        "sts.assume_role",
                        "RoleArn",
                        account.arn("role", "External"),
                        "RoleSessionName",
                        "day",
                        "ExternalId",
                        "0815")
                .refusedWith("AccessDenied");
        JsonNode assumed = Sallyport.json(user.gets(assume + " --external-id 4711"));

        Person partner = user.with(Keys.of(assumed.path("Credentials")));
        assertThat(assumed.path("AssumedRoleUser").path("AssumedRoleId").asString())
                .matches("AROA[A-Z2-7]{17}:day");
        assertThat(partner.gets("aws sts get-caller-identity --query Arn --output text"))
                .isEqualTo("arn:aws:sts::" + account.id() + ":assumed-role/External/day");
        assertThat(partner.gets("aws ssm start-session --target $N"))
                .startsWith("plugin: {\"SessionId\": \"day-");
    }

    @Test
    void aSessionPolicyLeavesLess(Account account) {
        Person user = account.user("limited");
        make(account, "Limited", trust(account.arn("user", "limited"), "\"sts:AssumeRole\""));

        Person session =
                in(
                        user,
                        user.call(
                                "sts.assume_role",
                                "RoleArn",
                                account.arn("role", "Limited"),
                                "RoleSessionName",
                                "less",
                                "Policy",
                                Account.allow("ssm:DescribeSessions")));

        session.call("ssm.describe_sessions", "State", "Active").reply();
        assertThat(
                        session.call("ssm.start_session", "Target", account.instance())
                                .refusedWith("AccessDeniedException"))
                .contains("because no session policy allows the ssm:StartSession action");
    }

    @Test
    void S1_08_tagsOfTheSessionCount(Account account) {
        Person user = account.user("tagger");
        make(
                account,
                "Tagged",
                trust(account.arn("user", "tagger"), "[\"sts:AssumeRole\", \"sts:TagSession\"]"));
        account.admin()
                .call(
                        "iam.put_role_policy",
                        "RoleName",
                        "Tagged",
                        "PolicyName",
                        "sessions",
                        "PolicyDocument",
                        Account.policy(
                                """
                                "Effect": "Allow", "Action": "ssm:StartSession", "Resource": "*",
                                "Condition": {"StringEquals": {"aws:PrincipalTag/shift": "night"}}
                                """))
                .reply();

        in(user, tagged(user, account, "night"))
                .call("ssm.start_session", "Target", account.instance())
                .reply();
        in(user, tagged(user, account, "day"))
                .call("ssm.start_session", "Target", account.instance())
                .refusedWith("AccessDeniedException");
    }

    private static Answer tagged(Person user, Account account, String shift) {
        return user.call(
                "sts.assume_role",
                "RoleArn",
                account.arn("role", "Tagged"),
                "RoleSessionName",
                "tagged",
                "Tags",
                List.of(Map.of("Key", "shift", "Value", shift)));
    }

    @Test
    void S3_03_aRoleMayAskForMfa(Account account) {
        Person user = account.user("mfa-role");
        make(
                account,
                "WithMfa",
                trust(
                        account.arn("user", "mfa-role"),
                        "\"sts:AssumeRole\", \"Condition\": {\"Bool\":"
                                + " {\"aws:MultiFactorAuthPresent\": \"true\"}}"));
        Device device = Device.enabled(account.admin(), "mfa-role", "mfa-role");
        String role = account.arn("role", "WithMfa");

        user.call("sts.assume_role", "RoleArn", role, "RoleSessionName", "x1")
                .refusedWith("AccessDenied");
        user.call(
                        "sts.assume_role",
                        "RoleArn",
                        role,
                        "RoleSessionName",
                        "x1",
                        "SerialNumber",
                        device.serial(),
                        "TokenCode",
                        device.code(1))
                .reply();
    }

    @Test
    void S1_51_S1_52_policiesOfAwsAndInlineOnesGoToRoles(Account account) throws Exception {
        Person admin = account.admin();
        make(account, "SSMRole", trust(account.id(), "\"sts:AssumeRole\""));

        admin.gets(
                "aws iam attach-role-policy --role-name SSMRole --policy-arn"
                        + " arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
        assertThat(
                        admin.gets(
                                "aws iam list-attached-role-policies --role-name SSMRole --query"
                                        + " AttachedPolicies[].PolicyArn --output text"))
                .isEqualTo("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
        assertThat(
                        admin.gets(
                                "aws iam get-role-policy --role-name SSMRole --policy-name"
                                        + " sessions --query PolicyDocument.Statement[0].Action"
                                        + " --output text"))
                .isEqualTo("ssm:*");
    }

    @Test
    void S3_27_aRoleForTheNodes(Account account) throws Exception {
        Person admin = account.admin();
        String trust =
                Account.policy(
                        "\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"ssm.amazonaws.com\"},"
                                + " \"Action\": \"sts:AssumeRole\"");

        admin.gets(
                "aws iam create-role --role-name ForNodes --assume-role-policy-document '"
                        + trust
                        + "'");
        admin.call("iam.create_instance_profile", "InstanceProfileName", "ForNodes").reply();
        admin.call(
                        "iam.add_role_to_instance_profile",
                        "InstanceProfileName",
                        "ForNodes",
                        "RoleName",
                        "ForNodes")
                .reply();
        JsonNode activation =
                Sallyport.json(
                        admin.gets(
                                "aws ssm create-activation --iam-role ForNodes"
                                        + " --registration-limit 5"));
        assertThat(activation.path("ActivationCode").asString()).hasSizeGreaterThanOrEqualTo(20);
        admin.call(
                        "ssm.delete_activation",
                        "ActivationId",
                        activation.path("ActivationId").asString())
                .reply();
    }

    @Test
    void nobodyTakesARoleForLongerThanItAllows(Account account) {
        Person user = account.user("long");
        make(account, "Short", trust(account.arn("user", "long"), "\"sts:AssumeRole\""));

        assertThat(
                        user.call(
                                        "sts.assume_role",
                                        "RoleArn",
                                        account.arn("role", "Short"),
                                        "RoleSessionName",
                                        "long",
                                        "DurationSeconds",
                                        7200)
                                .refusedWith("ValidationError"))
                .isEqualTo(
                        "The requested DurationSeconds exceeds the MaxSessionDuration set for this"
                                + " role.");
    }
}
