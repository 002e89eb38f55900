package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Debian's `aws` CLI v2.
@ExtendWith(SharedSallyport.class)
class AwsCliTest {
    @Test
    void seesTheNodeOnline(Sallyport sallyport) throws Exception {
        Run run = sallyport.aws("ssm", "describe-instance-information", "--output", "json");

        assertThat(run.errors()).isEmpty();
        var node = Sallyport.json(run.output()).path("InstanceInformationList").get(0);
        assertThat(node.path("InstanceId").asString()).isEqualTo(sallyport.node());
        assertThat(node.path("PingStatus").asString()).isEqualTo("Online");
        assertThat(node.path("PlatformType").asString()).isEqualTo("Linux");
        assertThat(node.path("ResourceType").asString()).isEqualTo("ManagedInstance");
    }

    @Test
    void learnsWhoItIs(Sallyport sallyport) throws Exception {
        Run run = sallyport.aws("sts", "get-caller-identity", "--output", "json");

        var identity = Sallyport.json(run.output());
        assertThat(identity.path("Account").asString()).isEqualTo(sallyport.fact("accountId"));
        assertThat(identity.path("Arn").asString())
                .isEqualTo("arn:aws:iam::" + sallyport.fact("accountId") + ":user/admin");
    }

    @Test
    void tagsANodeThroughEc2AndReadsItThroughSsm(Sallyport sallyport) throws Exception {
        Run tag =
                sallyport.aws(
                        "ec2",
                        "create-tags",
                        "--resources",
                        sallyport.node(),
                        "--tags",
                        "Key=team,Value=a b");
        assertThat(tag.errors()).isEmpty();

        Run list =
                sallyport.aws(
                        "ssm",
                        "list-tags-for-resource",
                        "--resource-type",
                        "ManagedInstance",
                        "--resource-id",
                        sallyport.node(),
                        "--output",
                        "json");
        assertThat(Sallyport.json(list.output()).path("TagList").toString())
                .contains("{\"Key\":\"team\",\"Value\":\"a b\"}");

        Run found =
                sallyport.aws(
                        "ec2",
                        "describe-instances",
                        "--filters",
                        "Name=tag:team,Values=a*",
                        "--query",
                        "Reservations[].Instances[].InstanceId",
                        "--output",
                        "text");
        assertThat(found.output().strip()).isEqualTo(sallyport.node());
    }

    @Test
    void isToldThatAnUnknownTargetIsNotConnected(Sallyport sallyport) throws Exception {
        Run run = sallyport.aws("ssm", "start-session", "--target", "mi-00000000000000000");

        assertThat(run.status()).isNotZero();
        assertThat(run.errors())
                .contains("(TargetNotConnected)")
                .contains("mi-00000000000000000 is not connected.");
    }

    @Test
    void isRefusedWithAWrongSecret(Sallyport sallyport) throws Exception {
        var environment = sallyport.environment();
        environment.put("AWS_SECRET_ACCESS_KEY", "wrong/wrong/wrong/wrong/wrong/wrong/wron");

        Run run =
                Run.of(
                        java.util.List.of(
                                "/usr/bin/aws",
                                "--endpoint-url",
                                sallyport.endpoint(),
                                "ssm",
                                "describe-sessions",
                                "--state",
                                "Active"),
                        environment,
                        "",
                        java.time.Duration.ofMinutes(1));

        assertThat(run.errors()).contains("(InvalidSignatureException)");
    }
}
