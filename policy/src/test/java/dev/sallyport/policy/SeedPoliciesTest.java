package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.language.Policies;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The policies of five much-read articles, with their faults and without.
class SeedPoliciesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "002 | IDENTITY | Syntax errors in policy. | 10 | 8 | comma is missing before"
                        + " \"Condition\"",
                "003-mfa | IDENTITY | Syntax errors in policy. | 109 | 48 | comma is missing before"
                        + " \"aws:ViaAWSService\"",
                "003-developer | IDENTITY | Syntax errors in policy. | 14 | 63 | remove the comma"
                        + " before \"]\"",
                "003-developer-second | IDENTITY | Syntax errors in policy. | 25 | 8 | comma is"
                        + " missing before \"Resource\"",
                "001-bucket | RESOURCE | Invalid effect: SSMCheckBucket | 13 | 17 | Sid is \"2\":"
                        + " were they swapped?"
            })
    void namesTheFaultAndItsPlace(
            String seed, PolicyKind kind, String text, int line, int column, String mend) {
        PolicyOutcome outcome = Policies.parse(Written.resource("seeds/" + seed + ".json"), kind);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        PolicyOutcome.Malformed.class,
                        malformed -> {
                            assertThat(malformed.text()).isEqualTo(text);
                            assertThat(malformed.mend()).contains(mend);
                            assertThat(malformed.at().line()).isEqualTo(line);
                            assertThat(malformed.at().column()).isEqualTo(column);
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000",
                "001-role",
                "002-first",
                "002-mended",
                "003-deny",
                "003-developer-mended",
                "003-mfa-mended",
                "003-role",
                "004-documents",
                "004-session",
                "004-tag"
            })
    void takesTheSoundAndTheMended(String seed) {
        assertThat(Written.policy("seeds/" + seed + ".json", PolicyKind.IDENTITY).statements())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssm:DescribeSessions",
                "ssm:GetConnectionStatus",
                "ssm:DescribeInstanceInformation",
                "ssm:DescribeInstanceProperties",
                "ec2:DescribeInstances"
            })
    void theFirstArticleListsWithoutASecondFactor(String action) {
        assertThat(decide("000", "uL", action, "*")).isEqualTo("allow");
    }

    @ParameterizedTest
    @CsvSource({
        "000, uL, ssm:GetDocument, DEF, allow",
        "000, uL, ssm:UpdateDocument, DEF, allow",
        "000, uL, ssm:DeleteDocument, DEF, implicit",
        "000, uL, ssm:GetDocument, SSH, implicit",
        "000, uM, ssm:SendCommand, N, allow",
        "001-role, node, s3:PutObject, arn:aws:s3:::session-logs/a.log, allow",
        "001-role, node, s3:GetObject, arn:aws:s3:::session-logs/a.log, implicit",
        "001-role, node, s3:GetEncryptionConfiguration, arn:aws:s3:::session-logs, allow",
        "001-role, node, s3:GetEncryptionConfiguration, arn:aws:s3:::other, implicit",
        "002-mended, uM, ssm:ResumeSession,"
                + " arn:aws:ssm:us-east-1:111122223333:session/alice-1, allow",
        "002-mended, uM, ssm:ResumeSession,"
                + " arn:aws:ssm:us-east-1:111122223333:session/bob-1, implicit",
        "003-mfa-mended, uM, iam:ChangePassword, arn:aws:iam::111122223333:user/alice, allow",
        "003-mfa-mended, uM, iam:ChangePassword, arn:aws:iam::111122223333:user/bob, implicit",
        "003-mfa-mended, uM, iam:CreateAccessKey, arn:aws:iam::111122223333:user/alice, allow",
        "003-mfa-mended, uL, iam:CreateAccessKey, arn:aws:iam::111122223333:user/alice, explicit",
        "003-mfa-mended, uL, iam:EnableMFADevice, arn:aws:iam::111122223333:user/alice, allow",
        "003-mfa-mended, uL, iam:CreateVirtualMFADevice, arn:aws:iam::111122223333:mfa/alice,"
                + " allow",
        "003-mfa-mended, uM, iam:CreateServiceSpecificCredential,"
                + " arn:aws:iam::111122223333:user/bob, allow",
        "003-role, node, kms:Decrypt,"
                + " arn:aws:kms:ap-south-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab,"
                + " allow",
        "003-role, node, kms:Decrypt, KEY, implicit",
        "003-role, node, logs:PutLogEvents, KEY, allow",
        "004-documents, uM, ssm:UpdateDocument, DEF, explicit"
    })
    void allowAndRefuseWhatTheArticlesSay(
            String seed, String who, String action, String resource, String expected) {
        assertThat(decide(seed, who, action, resource)).startsWith(expected);
    }

    @Test
    void theDeveloperOfTheFourthArticleOpensHisShellAndNoOther() {
        PrincipalPolicies developer =
                PrincipalPolicies.ofIdentity(
                        Written.index(List.of("seeds/003-developer-mended.json")));
        Principal alice =
                new Principal.User(
                        Scene.ACCOUNT, "arn:aws:iam::111122223333:user/alice", "AIDAALICE");
        Map<String, Boolean> answers =
                Map.of(
                        "arn:aws:ec2:ap-south-1:111122223333:instance/i-0a1b2c3d4e5f60718",
                        true,
                        "arn:aws:ec2:ap-south-1:111122223333:instance/i-0fffffffffffffff1",
                        false,
                        "arn:aws:ssm:ap-south-1:111122223333:document/SSM-SessionManagerRunShell",
                        true,
                        "arn:aws:ssm:ap-south-1::document/AWS-StartSSHSession",
                        true,
                        "arn:aws:ssm:us-east-1::document/AWS-StartSSHSession",
                        false,
                        "arn:aws:ssm:ap-south-1::document/"
                                + "AWS-StartPortForwardingSessionToRemoteHost",
                        false);
        answers.forEach((resource, allowed) ->
                assertThat(
                                Authorizer.decide(
                                                developer,
                                                Request.of(
                                                        alice,
                                                        "ssm:StartSession",
                                                        List.of(resource),
                                                        ConditionKeys.NONE))
                                        .isAllowed())
                        .as(resource)
                        .isEqualTo(allowed));
    }

    private static String decide(String seed, String who, String action, String resource) {
        return new Case(seed, "i=seeds/" + seed + ".json", who, action, resource, "", "").answer();
    }
}
