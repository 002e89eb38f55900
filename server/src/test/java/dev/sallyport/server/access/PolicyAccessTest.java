package dev.sallyport.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.identity.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyAccessTest {
    private static final AccountId ACME = new AccountId("111122223333");
    private static final NodeId WEB = new NodeId("mi-0123456789abcdef0");
    private static final NodeId MAIL = new NodeId("mi-fedcba98765432100");
    private static final ResourceNames NAMES = new ResourceNames("us-east-1", ACME);
    private static final Caller ADMIN =
            new Caller.User(ACME, "admin", "AIDA22222222222222222", "AKIA", Map.of());
    private static final Caller ALICE =
            new Caller.User(ACME, "alice", "AIDA33333333333333333", "AKIB", Map.of());
    private static final Caller WEB_ROLE =
            new Caller.NodeRole(ACME, WEB, "Nodes", "AROA22222222222222222", "ASIA");
    private static final Caller WEB_KEY = new Caller.NodeKey(ACME, WEB);
    private static final Circumstances CIRCUMSTANCES =
            Circumstances.now(
                    Instant.parse("2030-01-01T12:00:00Z"), "192.0.2.1", "test", true, "us-east-1");
    private static final Caller NOBODY = new Caller.Anonymous(ACME);

    private final People people = new People().administrator(ADMIN.userId()).user(ALICE.userId());
    private final PlainThings things = new PlainThings();
    private final Access access = new PolicyAccess(people, things);

    @Test
    void letsTheAdministratorDoEverything() {
        assertThat(decide(ADMIN, "ssm:StartSession", List.of(NAMES.node(WEB))))
                .isInstanceOf(Decision.Allow.class);
    }

    @Test
    void letsAUserWithoutPoliciesDoNothing() {
        assertThat(decide(ALICE, "ssm:StartSession", List.of(NAMES.node(WEB))))
                .isEqualTo(
                        new Decision.Deny(
                                "User: arn:aws:iam::111122223333:user/alice is not authorized to"
                                        + " perform: ssm:StartSession on resource: "
                                        + NAMES.node(WEB)
                                        + " because no identity-based policy allows the"
                                        + " ssm:StartSession action"));
    }

    /// An explicit denial of the node is told as such, though the document of the shell is denied
    /// too.
    @Test
    void namesTheNodeWhenEverythingIsDenied() {
        people.user(
                ALICE.userId(),
                """
                {"Version": "2012-10-17",
                 "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}
                """);
        Aim shell = Aim.at(NAMES.node(WEB)).unlessDenied(NAMES.ssm("document/Shell"));

        assertThat(access.decide(new Question(ALICE, "ssm:StartSession", shell, CIRCUMSTANCES)))
                .isInstanceOfSatisfying(
                        Decision.Deny.class,
                        deny ->
                                assertThat(deny.reason())
                                        .contains(
                                                "on resource: "
                                                        + NAMES.node(WEB)
                                                        + " with an explicit deny"));
    }

    @Test
    void letsAnonymousCallersDoNothing() {
        assertDenied(NOBODY, "ssm:DescribeInstanceInformation", "*");
        assertDenied(NOBODY, "sts:GetCallerIdentity", "*");
        assertDenied(NOBODY, "ssm:UpdateInstanceInformation", NAMES.node(WEB));
    }

    @Test
    void tellsEverybodyKnownWhoTheyAre() {
        assertAllowed(ALICE, "sts:GetCallerIdentity", "*");
        assertAllowed(WEB_ROLE, "sts:GetCallerIdentity", "*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssm:UpdateInstanceInformation",
                "ssm:ListInstanceAssociations",
                "ssm:UpdateInstanceAssociationStatus",
                "ssm:PutInventory",
                "ssm:PutComplianceItems",
                "ssm:ListAssociations",
                "ssmmessages:CreateControlChannel",
                "ssmmessages:OpenControlChannel",
                "ec2messages:GetMessages"
            })
    void letsANodeDoItsChoresForItselfOnly(String chore) {
        assertAllowed(WEB_ROLE, chore, NAMES.node(WEB));
        assertAllowed(WEB_ROLE, chore, "arn:aws:ec2:us-east-1:111122223333:instance/" + WEB.twin());
        assertDenied(WEB_ROLE, chore, NAMES.node(MAIL));
        assertDenied(WEB_ROLE, chore, "arn:aws:ssm:us-east-1:999999999999:managed-instance/" + WEB);
        assertDenied(WEB_KEY, chore, NAMES.node(WEB));
    }

    @Test
    void wantsEveryResourceToBeTheNode() {
        List<String> both = List.of(NAMES.node(WEB), NAMES.node(MAIL));

        assertThat(decide(WEB_ROLE, "ssm:PutInventory", both).reason())
                .contains(MAIL.value())
                .endsWith("because a node may act for itself only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "arn:aws:ssm:us-east-1:111122223333:managed-instance/",
                "arn:aws:ssm:us-east-1:111122223333:managed-instance/mi-0123456789abcdef0\n",
                "arn:aws:ssm:us-east-1:111122223333:managed-instance/mi-0123456789abcdef0/x",
                "arn:aws:ssm:us-east-1:111122223333:managed-instance/*"
            })
    void takesNothingElseForTheNodeItself(String resource) {
        assertDenied(WEB_ROLE, "ssm:UpdateInstanceInformation", resource);
    }

    @Test
    void leavesTheChoiceOfSessionsToTheRoomThatKnowsThem() {
        String session = NAMES.session(new SessionId("admin-abcdefghijklmnopqrstuvwxyz"));

        assertAllowed(WEB_ROLE, "ssmmessages:CreateDataChannel", session);
        assertDenied(WEB_ROLE, "ssm:StartSession", session);
        assertDenied(WEB_ROLE, "ssm:TerminateSession", session);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssm:StartSession",
                "ssm:DescribeInstanceInformation",
                "ssm:CreateActivation",
                "ssm:DeregisterManagedInstance",
                "ssm:GetDocument",
                "ssm:AddTagsToResource",
                "ssm:RequestManagedInstanceRoleToken",
                "ec2:CreateTags",
                "ec2messages:SendMessage"
            })
    void letsANodeDoNothingElse(String action) {
        assertDenied(WEB_ROLE, action, NAMES.node(WEB));
    }

    @Test
    void takesTheBareKeyForCredentialsAndANewKeyOnly() {
        assertAllowed(WEB_KEY, "ssm:RequestManagedInstanceRoleToken", "*");
        assertAllowed(WEB_KEY, "ssm:UpdateManagedInstancePublicKey", "*");
        assertDenied(WEB_KEY, "ssmmessages:CreateControlChannel", NAMES.node(WEB));
    }

    private Decision decide(Caller caller, String action, List<String> resources) {
        return access.decide(new Question(caller, action, Aim.at(resources), CIRCUMSTANCES));
    }

    private void assertAllowed(Caller caller, String action, String resource) {
        assertThat(decide(caller, action, List.of(resource)))
                .as(action + " on " + resource)
                .isInstanceOf(Decision.Allow.class);
    }

    private void assertDenied(Caller caller, String action, String resource) {
        assertThat(decide(caller, action, List.of(resource)))
                .as(action + " on " + resource)
                .isInstanceOf(Decision.Deny.class);
    }

    private void assertCopy(boolean allowed, String... statements) {
        people.user(
                ALICE.userId(),
                "{\"Version\": \"2012-10-17\", \"Statement\": ["
                        + String.join(",", statements)
                        + "]}");
        Aim aim =
                Aim.at(NAMES.node(WEB))
                        .with("sallyport:Path", "/srv/in/a")
                        .also("sallyport:UploadFile", NAMES.node(WEB));
        Question question = new Question(ALICE, "ssm:StartSession", aim, CIRCUMSTANCES);
        Decision decision = access.decide(question);
        assertThat(decision instanceof Decision.Allow).as(decision.reason()).isEqualTo(allowed);
        if (!allowed) {
            assertThat(decision.reason()).contains("to perform: sallyport:UploadFile on resource");
        }
    }

    @Test
    void wantsEveryActionOfACallAllowed() {
        String start =
                "{\"Effect\": \"Allow\", \"Action\": \"ssm:StartSession\", \"Resource\": \"*\"}";
        String upload =
                """
                {"Effect": "Allow", "Action": "sallyport:UploadFile", "Resource": "*",
                 "Condition": {"StringLike": {"sallyport:Path": "%s"}}}
                """;
        String never =
                "{\"Effect\": \"Deny\", \"Action\": \"sallyport:Upload*\", \"Resource\": \"*\"}";

        assertCopy(false, start);
        assertCopy(false, start, upload.formatted("/srv/out/*"));
        assertCopy(true, start, upload.formatted("/srv/in/*"));
        assertCopy(false, start, upload.formatted("*"), never);
    }
}
