package dev.sallyport.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.Pass;
import dev.sallyport.server.identity.SessionPolicies;
import dev.sallyport.server.identity.SessionTraits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What policies can see of a call.
class ConditionsTest {
    private static final AccountId ACME = new AccountId("111122223333");
    private static final ResourceNames NAMES = new ResourceNames("us-east-1", ACME);
    private static final String WEB = NAMES.node(new NodeId("mi-0123456789abcdef0"));
    private static final String SHELL = NAMES.document("SSM-SessionManagerRunShell");
    private static final Caller ALICE =
            new Caller.User(ACME, "alice", "AIDA33333333333333333", "AKIB", Map.of());
    private static final Instant MONDAY_TEN = Instant.parse("2026-03-02T10:00:00Z");

    private final PlainThings things = new PlainThings();
    private Circumstances circumstances =
            Circumstances.now(MONDAY_TEN, "203.0.113.10", "aws-cli/2", true, "us-east-1");

    private static String allow(String conditions) {
        return statement("Allow", "ssm:StartSession", "*", conditions);
    }

    private static String statement(
            String effect, String action, String resource, String conditions) {
        return """
        {"Version":"2012-10-17","Statement":[{"Effect":"%s","Action":"%s","Resource":"%s",
        "Condition":{%s}}]}\
        """
                .formatted(effect, action, resource, conditions);
    }

    private boolean allowed(Aim aim, String... policies) {
        return allowed(ALICE, "ssm:StartSession", aim, new People().user(ALICE.userId(), policies));
    }

    private boolean allowed(Caller caller, String action, Aim aim, People people) {
        Access access = new PolicyAccess(people, things);
        return access.decide(new Question(caller, action, aim, circumstances))
                instanceof Decision.Allow;
    }

    @Test
    void knowsTheAddressTheTimeAndTheWayOfACall() {
        Aim web = Aim.at(WEB);

        assertThat(allowed(web, allow("\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}")))
                .isTrue();
        assertThat(allowed(web, allow("\"IpAddress\":{\"aws:SourceIp\":\"198.51.100.0/24\"}")))
                .isFalse();
        assertThat(
                        allowed(
                                web,
                                allow(
                                        "\"DateLessThan\":{\"aws:CurrentTime\":\"2026-03-02T10:00:01Z\"}")))
                .isTrue();
        assertThat(
                        allowed(
                                web,
                                allow(
                                        "\"DateLessThan\":{\"aws:CurrentTime\":\"2026-03-02T10:00:00Z\"}")))
                .isFalse();
        assertThat(allowed(web, allow("\"NumericLessThan\":{\"aws:EpochTime\":\"1772445600\"}")))
                .isFalse();
        assertThat(allowed(web, allow("\"Bool\":{\"aws:SecureTransport\":\"true\"}"))).isTrue();
        assertThat(allowed(web, allow("\"StringLike\":{\"aws:UserAgent\":\"aws-cli*\"}"))).isTrue();
        assertThat(allowed(web, allow("\"StringEquals\":{\"aws:RequestedRegion\":\"eu-west-1\"}")))
                .isFalse();
    }

    @Test
    void knowsWhoCalls() {
        Aim web = Aim.at(WEB);

        assertThat(allowed(web, allow("\"StringEquals\":{\"aws:username\":\"alice\"}"))).isTrue();
        assertThat(
                        allowed(
                                web,
                                allow(
                                        "\"StringEquals\":{\"aws:userid\":\"AIDA33333333333333333\"}")))
                .isTrue();
        assertThat(
                        allowed(
                                web,
                                allow(
                                        "\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:user/alice\"}")))
                .isTrue();
        assertThat(allowed(web, allow("\"Null\":{\"aws:TokenIssueTime\":\"true\"}"))).isTrue();
        assertThat(
                        allowed(
                                web,
                                allow(
                                        "\"BoolIfExists\":{\"aws:MultiFactorAuthPresent\":\"true\"}")))
                .isTrue();
        assertThat(allowed(web, allow("\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}")))
                .isFalse();
    }

    @Test
    void comparesTagsOfThePrincipalAndTheNode() {
        String sameTeam =
                allow("\"StringEquals\":{\"ssm:resourceTag/team\":\"${aws:PrincipalTag/Team}\"}");
        things.tagged(WEB, Map.of("team", "a"));
        People tagged =
                new People()
                        .user(ALICE.userId(), sameTeam)
                        .tagged(ALICE.userId(), Map.of("team", "a"));

        assertThat(allowed(ALICE, "ssm:StartSession", Aim.at(WEB), tagged)).isTrue();
        assertThat(allowed(Aim.at(WEB), sameTeam)).isFalse();
    }

    @Test
    void grantsNoDocumentByATagOfTheNode() {
        things.tagged(WEB, Map.of("team", "a"));

        assertThat(
                        allowed(
                                Aim.at(List.of(WEB, SHELL)),
                                allow("\"StringEquals\":{\"ssm:resourceTag/team\":\"a\"}")))
                .isFalse();
    }

    @Test
    void refusesAShellWhoseDocumentIsDeniedThoughItIsNotChecked() {
        Aim shell = Aim.at(WEB).unlessDenied(SHELL).with("ssm:SessionDocumentAccessCheck", "false");
        String all = statement("Allow", "ssm:*", "*", "");
        String notThis = statement("Deny", "ssm:StartSession", SHELL, "");

        assertThat(allowed(shell, all)).isTrue();
        assertThat(allowed(shell, all, notThis)).isFalse();
        assertThat(
                        allowed(
                                shell,
                                allow(
                                        "\"BoolIfExists\":{\"ssm:SessionDocumentAccessCheck\":\"true\"}")))
                .isFalse();
    }

    @Test
    void knowsHoursThatComeAgain() {
        String office =
                allow(
                        "\"NumericGreaterThanEquals\":{\"sallyport:TimeOfDay/Europe/Berlin\":\"0800\"},"
                                + "\"NumericLessThan\":{\"sallyport:TimeOfDay/Europe/Berlin\":\"1800\"},"
                                + "\"StringEquals\":{\"sallyport:DayOfWeek/Europe/Berlin\":[\"Mon\",\"Tue\"]}");

        assertThat(allowed(Aim.at(WEB), office)).isTrue();

        at("2026-03-02T16:59:59Z");
        assertThat(allowed(Aim.at(WEB), office)).isTrue();
        at("2026-03-02T17:00:00Z");
        assertThat(allowed(Aim.at(WEB), office)).isFalse();
        at("2026-03-04T10:00:00Z");
        assertThat(allowed(Aim.at(WEB), office)).isFalse();
        // Summer time: eight o'clock in Berlin is six in UTC.
        at("2026-07-06T06:00:00Z");
        assertThat(allowed(Aim.at(WEB), office)).isTrue();
    }

    @Test
    void knowsNoTimeWhereThereIsNoPlace() {
        assertThat(
                        allowed(
                                Aim.at(WEB),
                                allow(
                                        "\"NumericGreaterThanEquals\":{\"sallyport:TimeOfDay/Mars/Olympus\":\"0\"}")))
                .isFalse();
        assertThat(
                        allowed(
                                Aim.at(WEB),
                                allow(
                                        "\"NumericGreaterThanEquals\":{\"sallyport:TimeOfDay\":\"1000\"}")))
                .isTrue();
    }

    private void at(String instant) {
        circumstances =
                Circumstances.now(
                        Instant.parse(instant), "203.0.113.10", "aws-cli/2", true, "us-east-1");
    }

    @Test
    void letsAPolicyCallAThingByAnyOfItsNames() {
        String twin = "arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0";
        String policy = statement("Allow", "ssm:StartSession", "arn:aws:ec2:*:*:instance/*", "");

        assertThat(allowed(Aim.at(WEB), policy)).isFalse();
        things.alias(WEB, twin);
        assertThat(allowed(Aim.at(WEB), policy)).isTrue();
    }

    @Test
    void looksAtTagsACallPutsOn() {
        String onlyTeam = allow("\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"team\"]}");

        assertThat(allowed(Aim.at(WEB).withTags(Map.of("team", "a")), onlyTeam)).isTrue();
        assertThat(allowed(Aim.at(WEB).withTags(Map.of("team", "a", "x", "y")), onlyTeam))
                .isFalse();
        assertThat(
                        allowed(
                                Aim.at(WEB).withTags(Map.of("Team", "a")),
                                allow("\"StringEquals\":{\"aws:RequestTag/team\":\"a\"}")))
                .isTrue();
    }

    @Test
    void takesNoTagKeyForAnotherKey() {
        Aim sly = Aim.at(WEB).withTags(Map.of("/../aws:MultiFactorAuthPresent", "true"));

        assertThat(allowed(sly, allow("\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}")))
                .isFalse();
    }

    @Test
    void allowsNothingToTheOwnerOfAPolicyThatCannotBeRead() {
        assertThat(allowed(Aim.at(WEB), statement("Allow", "*", "*", ""), "{broken")).isFalse();
    }

    @Test
    void keepsWithinTheBoundary() {
        People bounded =
                new People()
                        .administrator(ALICE.userId())
                        .bounded(ALICE.userId(), statement("Allow", "ssm:Describe*", "*", ""));

        assertThat(allowed(ALICE, "ssm:StartSession", Aim.at(WEB), bounded)).isFalse();
        assertThat(allowed(ALICE, "ssm:DescribeSessions", Aim.at("*"), bounded)).isTrue();
    }

    @Test
    void letsARoleLimitTheChoresOfItsNodes() {
        Caller node =
                new Caller.NodeRole(
                        ACME, new NodeId("mi-0123456789abcdef0"), "Nodes", "AROA2", "ASIA");
        String noInventory = statement("Deny", "ssm:PutInventory", "*", "");
        String logs = statement("Allow", "logs:PutLogEvents", "*", "");
        People people = new People().role("Nodes", noInventory, logs);

        assertThat(allowed(node, "ssm:PutInventory", Aim.at(WEB), people)).isFalse();
        assertThat(allowed(node, "ssm:UpdateInstanceInformation", Aim.at(WEB), people)).isTrue();
        assertThat(allowed(node, "logs:PutLogEvents", Aim.at("*"), people)).isTrue();
        assertThat(allowed(node, "ssm:StartSession", Aim.at(WEB), people)).isFalse();
    }

    @Test
    void letsNoPolicyGiveANodeAnotherNode() {
        Caller node =
                new Caller.NodeRole(
                        ACME, new NodeId("mi-0123456789abcdef0"), "Nodes", "AROA2", "ASIA");
        People people = new People().role("Nodes", statement("Allow", "*", "*", ""));
        String other = NAMES.node(new NodeId("mi-fedcba98765432100"));

        assertThat(allowed(node, "ssm:StartSession", Aim.at(other), people)).isFalse();
        assertThat(allowed(node, "ssm:UpdateInstanceInformation", Aim.at(other), people)).isFalse();
    }

    @Test
    void allowsASessionToItsOwnerByName() {
        String own =
                statement(
                        "Allow",
                        "ssm:TerminateSession",
                        "arn:aws:ssm:*:*:session/${aws:username}-*",
                        "");
        People people = new People().user(ALICE.userId(), own);

        assertThat(
                        allowed(
                                ALICE,
                                "ssm:TerminateSession",
                                Aim.at(NAMES.session(new SessionId("alice-0abc"))),
                                people))
                .isTrue();
        assertThat(
                        allowed(
                                ALICE,
                                "ssm:TerminateSession",
                                Aim.at(NAMES.session(new SessionId("bob-0abc"))),
                                people))
                .isFalse();
    }

    private static Caller session(Optional<Instant> mfaAt) {
        return new Caller.UserSession(
                (Caller.User) ALICE,
                new Pass(
                        "ASIA1", MONDAY_TEN.minusSeconds(100), MONDAY_TEN.plusSeconds(100), mfaAt));
    }

    @Test
    void knowsTheSecondFactorOfASession() {
        String mfa = allow("\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}");
        String fresh = allow("\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":\"3600\"}");
        People people = new People().user(ALICE.userId(), mfa);
        People hasty = new People().user(ALICE.userId(), fresh);
        Caller with = session(Optional.of(MONDAY_TEN.minusSeconds(60)));
        Caller old = session(Optional.of(MONDAY_TEN.minusSeconds(7200)));
        Caller without = session(Optional.empty());

        assertThat(allowed(with, "ssm:StartSession", Aim.at(WEB), people)).isTrue();
        assertThat(allowed(without, "ssm:StartSession", Aim.at(WEB), people)).isFalse();
        assertThat(allowed(with, "ssm:StartSession", Aim.at(WEB), hasty)).isTrue();
        assertThat(allowed(old, "ssm:StartSession", Aim.at(WEB), hasty)).isFalse();
        assertThat(allowed(without, "ssm:StartSession", Aim.at(WEB), hasty)).isFalse();
    }

    private static Caller.AssumedRole role(SessionPolicies policies) {
        return new Caller.AssumedRole(
                ACME,
                new Caller.RoleFacts("AROADEV", "/", "Dev", Map.of("team", "a")),
                "bob",
                new SessionTraits(
                        Map.of("Team", "b"), Set.of(), Optional.empty(), Map.of("idp/:sub", "42")),
                policies,
                new Pass("ASIA2", MONDAY_TEN, MONDAY_TEN.plusSeconds(100), Optional.empty()));
    }

    @Test
    void limitsASessionByItsOwnPolicies() {
        String all = statement("Allow", "*", "*", "");
        String describe = statement("Allow", "ssm:Describe*", "*", "");
        People people =
                new People().role("AROADEV", all).managed("arn:aws:iam::aws:policy/Look", describe);
        SessionPolicies inline = new SessionPolicies(Optional.of(describe), List.of());
        SessionPolicies managed =
                new SessionPolicies(Optional.empty(), List.of("arn:aws:iam::aws:policy/Look"));
        SessionPolicies gone =
                new SessionPolicies(Optional.empty(), List.of("arn:aws:iam::aws:policy/Gone"));

        assertThat(allowed(role(SessionPolicies.NONE), "ssm:StartSession", Aim.at(WEB), people))
                .isTrue();
        for (SessionPolicies limit : List.of(inline, managed)) {
            assertThat(allowed(role(limit), "ssm:StartSession", Aim.at(WEB), people)).isFalse();
            assertThat(allowed(role(limit), "ssm:DescribeSessions", Aim.at("*"), people)).isTrue();
        }
        assertThat(allowed(role(gone), "ssm:DescribeSessions", Aim.at("*"), people)).isFalse();
    }

    @Test
    void knowsARoleAndWhoIsBehindIt() {
        People byArn =
                new People()
                        .role(
                                "AROADEV",
                                allow(
                                        "\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:role/D*\"}"));
        People byTag =
                new People()
                        .role(
                                "AROADEV",
                                allow("\"StringEquals\":{\"aws:PrincipalTag/team\":\"b\"}"));
        People bySubject =
                new People().role("AROADEV", allow("\"StringEquals\":{\"idp/:sub\":\"42\"}"));
        People byName =
                new People().role("AROADEV", allow("\"Null\":{\"aws:username\":\"false\"}"));

        for (People people : List.of(byArn, byTag, bySubject)) {
            assertThat(allowed(role(SessionPolicies.NONE), "ssm:StartSession", Aim.at(WEB), people))
                    .isTrue();
        }
        assertThat(allowed(role(SessionPolicies.NONE), "ssm:StartSession", Aim.at(WEB), byName))
                .isFalse();
    }

    @Test
    void givesAFederatedUserNothingWithoutAPolicyOfItsOwn() {
        People people = new People().administrator(ALICE.userId());
        String all = statement("Allow", "ssm:*", "*", "");
        Caller bare = federated(SessionPolicies.NONE);
        Caller limited = federated(new SessionPolicies(Optional.of(all), List.of()));

        assertThat(allowed(bare, "ssm:StartSession", Aim.at(WEB), people)).isFalse();
        assertThat(allowed(limited, "ssm:StartSession", Aim.at(WEB), people)).isTrue();
        assertThat(allowed(limited, "iam:CreateUser", Aim.at("*"), people)).isFalse();
    }

    private static Caller federated(SessionPolicies policies) {
        Pass pass = new Pass("ASIA3", MONDAY_TEN, MONDAY_TEN.plusSeconds(100), Optional.empty());
        return new Caller.FederatedUser(
                (Caller.User) ALICE, "guest", SessionTraits.NONE, policies, pass);
    }
}
