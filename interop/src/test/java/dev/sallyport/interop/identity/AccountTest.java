package dev.sallyport.interop.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.interop.Sallyport;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// What is to be had about the account as a whole.
@ExtendWith(SharedAccount.class)
class AccountTest {
    @Test
    void S0_12_theRoleOfAServiceIsMadeOnce(Account account) throws Exception {
        String make = "aws iam create-service-linked-role --aws-service-name ssm.amazonaws.com";

        JsonNode role = Sallyport.json(account.admin().gets(make)).path("Role");
        assertThat(role.path("RoleName").asString()).isEqualTo("AWSServiceRoleForAmazonSSM");
        assertThat(role.path("Path").asString()).isEqualTo("/aws-service-role/ssm.amazonaws.com/");
        assertThat(account.admin().isRefused(make)).contains("(InvalidInput)");
    }

    @Test
    void S0_26_theAccountIsTheOneThatWasSaid(Account account) throws Exception {
        assertThat(
                        account.admin()
                                .gets("aws sts get-caller-identity --query Account --output text"))
                .isEqualTo(account.id());
    }

    @Test
    void theCredentialReportListsEverybody(Account account) throws Exception {
        account.user("reported");
        account.admin().call("iam.generate_credential_report").reply();

        String content =
                account.admin().gets("aws iam get-credential-report --query Content --output text");

        assertThat(new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8))
                .startsWith("user,arn,user_creation_time,")
                .contains("\nreported," + account.arn("user", "reported") + ",");
    }

    @Test
    void theDetailsTellAUsersGroupsAndPolicies(Account account) throws Exception {
        account.user("detailed", Account.allow("ssm:DescribeSessions"));

        JsonNode detail =
                Sallyport.json(
                                account.admin()
                                        .gets(
                                                "aws iam get-account-authorization-details --filter User"
                                                        + " --query"
                                                        + " \"UserDetailList[?UserName=='detailed']\""))
                        .get(0);

        assertThat(detail.path("UserPolicyList").get(0).path("PolicyName").asString())
                .isEqualTo("only");
        assertThat(
                        detail.path("UserPolicyList")
                                .get(0)
                                .path("PolicyDocument")
                                .path("Statement")
                                .get(0)
                                .path("Action")
                                .get(0)
                                .asString())
                .isEqualTo("ssm:DescribeSessions");
    }

    @Test
    void aDenialOfEc2IsDecoded(Account account) throws Exception {
        Person user = account.user("denied");
        String encoded =
                user.isRefused("aws ec2 describe-instances")
                        .replaceFirst("(?s).*Encoded authorization failure message: ", "");

        user.call("sts.decode_authorization_message", "EncodedMessage", encoded)
                .refusedWith("AccessDenied");
        JsonNode decoded =
                Sallyport.json(
                        account.admin()
                                .gets(
                                        "aws sts decode-authorization-message --query"
                                                + " DecodedMessage --output text"
                                                + " --encoded-message "
                                                + encoded));
        assertThat(decoded.path("allowed").asBoolean(true)).isFalse();
        assertThat(decoded.path("context").path("action").asString())
                .isEqualTo("ec2:DescribeInstances");
        assertThat(decoded.path("context").path("principal").path("arn").asString())
                .isEqualTo(account.arn("user", "denied"));
    }

    @Test
    void policiesOfAwsAreAttachedByTheirArn(Account account) throws Exception {
        Person user = account.user("reader");

        account.admin()
                .gets(
                        "aws iam attach-user-policy --user-name reader --policy-arn"
                                + " arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess");

        user.call("ssm.describe_instance_information").reply();
        user.call("ssm.start_session", "Target", account.instance())
                .refusedWith("AccessDeniedException");
        assertThat(
                        account.admin()
                                .call("iam.list_policies", "Scope", "AWS")
                                .reply()
                                .path("Policies")
                                .findValuesAsString("PolicyName"))
                .containsAll(
                        List.of(
                                "AmazonSSMManagedInstanceCore",
                                "AmazonSSMFullAccess",
                                "AdministratorAccess"));
    }
}
