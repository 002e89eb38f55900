package dev.sallyport.server.api.sts;

import static dev.sallyport.server.api.sts.StsRig.allow;
import static dev.sallyport.server.api.sts.StsRig.deny;
import static dev.sallyport.server.api.sts.StsRig.node;
import static dev.sallyport.server.api.sts.StsRig.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.identity.directory.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssumeRoleTest {
    private static final String DEV = "arn:aws:iam::111122223333:role/Dev";
    private static final String ACCOUNT = "arn:aws:iam::111122223333:root";
    private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    private static final String WEB = "mi-0123456789abcdef0";
    private static final String DB = "mi-0123456789abcdef1";

    private final StsRig rig = new StsRig();
    private final StsAccount.Keys alice = rig.user('A', "alice", allow("sts:*", "*"));

    private static String trust(String principal, String condition) {
        return policy(
                "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\",\"sts:SetSourceIdentity\"]%s}"
                        .formatted(
                                principal,
                                condition.isEmpty() ? "" : ",\"Condition\":" + condition));
    }

    /// A role that may look at every node.
    private void dev(String trust) {
        rig.put(
                People.role('D', "Dev")
                        .withTerms(new Role.Terms(trust, "", Duration.ofHours(2), Optional.empty()))
                        .withGrants(Grants.NONE.withInline("nodes", policy(allow("ssm:*", "*")))));
    }

    private Reply assume(StsAccount.Keys keys, String... more) {
        List<String> pairs = new ArrayList<>(List.of("RoleArn", DEV, "RoleSessionName", "me"));
        pairs.addAll(List.of(more));
        return rig.sts(keys, "AssumeRole", pairs.toArray(String[]::new));
    }

    private static String denial(String user, String role) {
        return "User: arn:aws:iam::111122223333:user/%s is not authorized to perform: sts:AssumeRole on resource: %s because no role trust policy allows the sts:AssumeRole action"
                .formatted(user, role);
    }

    @Test
    void givesTheRolesPowersAndName() {
        dev(trust(ACCOUNT, ""));

        Reply reply = assume(alice);

        assertThat(reply.get("AssumedRoleId")).isEqualTo("AROADDDDDDDDDDDDDDDDD:me");
        assertThat(reply.get("Arn")).isEqualTo("arn:aws:sts::111122223333:assumed-role/Dev/me");
        assertThat(reply.get("Expiration")).isEqualTo("2030-01-01T13:00:00Z");
        assertThat(reply.find("PackedPolicySize")).isEmpty();
        rig.connection(reply.keys(), WEB).succeeded();
        rig.connection(alice, WEB).denied();
        rig.iam(reply.keys()).refused(403, "AccessDenied");
    }

    @Test
    void wantsBothSidesWhereTheRoleTrustsTheAccount() {
        dev(trust(ACCOUNT, ""));
        StsAccount.Keys bob = rig.user('B', "bob");
        StsAccount.Keys carol = rig.user('C', "carol", allow("sts:*", "*"), deny("sts:*", DEV));

        assume(bob)
                .refused(
                        403,
                        "AccessDenied",
                        "User: arn:aws:iam::111122223333:user/bob is not authorized to perform:"
                                + " sts:AssumeRole on resource: "
                                + DEV
                                + " because no identity-based policy allows the sts:AssumeRole"
                                + " action");
        assertThat(assume(carol).get("Message"))
                .endsWith("explicit deny in an identity-based policy");
        dev(trust("arn:aws:iam::111122223333:user/bob", ""));
        assume(bob).succeeded();
        assume(alice).refused(403, "AccessDenied", denial("alice", DEV));
    }

    @Test
    void answersForARoleThatIsNotThereAsForOneThatDenies() {
        dev(trust("arn:aws:iam::111122223333:user/bob", ""));
        String missing = "arn:aws:iam::111122223333:role/Missing";
        String foreign = "arn:aws:iam::444455556666:role/Dev";
        String elsewhere = "arn:aws:iam::111122223333:role/path/Dev";

        assume(alice).refused(403, "AccessDenied", denial("alice", DEV));
        for (String arn : List.of(missing, foreign, elsewhere)) {
            rig.sts(alice, "AssumeRole", "RoleArn", arn, "RoleSessionName", "me")
                    .refused(403, "AccessDenied", denial("alice", arn));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:a::::something/test-role",
                "nothing-valid-in-here",
                "arn:aws:iam::111122223333:user/alice"
            })
    void takesNothingElseForARole(String arn) {
        rig.sts(alice, "AssumeRole", "RoleArn", arn, "RoleSessionName", "me")
                .refused(400, "ValidationError", arn + " is invalid");
    }

    @Test
    void takesNoBadNameForASession() {
        rig.sts(alice, "AssumeRole", "RoleArn", DEV, "RoleSessionName", "Session1:2")
                .refused(
                        400,
                        "ValidationError",
                        "1 validation error detected: Value 'Session1:2' at 'roleSessionName'"
                                + " failed to satisfy constraint: Member must satisfy regular"
                                + " expression pattern: [\\w+=,.@-]*");
    }

    @Test
    void wantsTheExternalIdTheRoleAsksFor() {
        dev(trust(ALICE, "{\"StringEquals\":{\"sts:ExternalId\":\"4711\"}}"));

        assume(alice).refused(403, "AccessDenied", denial("alice", DEV));
        assume(alice, "ExternalId", "4712").refused(403, "AccessDenied", denial("alice", DEV));
        assume(alice, "ExternalId", "4711").succeeded();
    }

    @Test
    void wantsTheCodeTheRoleAsksForAndPassesItOn() {
        dev(trust(ACCOUNT, "{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}"));
        rig.put(
                rig.directory
                        .roster()
                        .role("Dev")
                        .withGrants(
                                Grants.NONE.withInline(
                                        "nodes",
                                        policy(
                                                "{\"Effect\":\"Allow\",\"Action\":\"ssm:*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}}"))));
        String phone = rig.device('A', "phone");

        assume(alice).refused(403, "AccessDenied", denial("alice", DEV));
        assume(alice, "SerialNumber", phone, "TokenCode", rig.wrongCode())
                .refused(403, "AccessDenied");
        assume(alice, "SerialNumber", phone).refused(403, "AccessDenied");
        StsAccount.Keys role = assume(alice, "SerialNumber", phone, "TokenCode", rig.code()).keys();
        rig.connection(role, WEB).succeeded();
        assume(alice, "SerialNumber", phone, "TokenCode", rig.code()).refused(403, "AccessDenied");
    }

    @Test
    void takesTheProofOfTheCallersSession() {
        dev(trust(ACCOUNT, "{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}"));
        String phone = rig.device('A', "phone");
        StsAccount.Keys bare = rig.sts(alice, "GetSessionToken").keys();
        StsAccount.Keys proven =
                rig.sts(alice, "GetSessionToken", "SerialNumber", phone, "TokenCode", rig.code())
                        .keys();

        assume(bare).refused(403, "AccessDenied", denial("alice", DEV));
        assume(proven).succeeded();
    }

    @Test
    void isLimitedByAPolicyForTheSession() {
        dev(trust(ACCOUNT, ""));

        Reply reply = assume(alice, "Policy", policy(allow("ssm:*", node(WEB))));

        assertThat(Integer.parseInt(reply.get("PackedPolicySize"))).isBetween(1, 100);
        rig.connection(reply.keys(), WEB).succeeded();
        rig.connection(reply.keys(), DB).denied();
        assertThat(rig.connection(reply.keys(), DB).body())
                .contains("because no session policy allows");
    }

    @Test
    void isLimitedByManagedPoliciesForTheSession() {
        dev(trust(ACCOUNT, ""));
        rig.put(People.policy('P', "OnlyWeb", policy(allow("ssm:*", node(WEB)))));
        String own = "arn:aws:iam::111122223333:policy/OnlyWeb";

        StsAccount.Keys keys = assume(alice, "PolicyArns.member.1.arn", own).keys();

        rig.connection(keys, WEB).succeeded();
        rig.connection(keys, DB).denied();
        // Taken away while the session lasts, it allows nothing.
        rig.put(People.policy('P', "OnlyWeb", policy(allow("ssm:*", node(DB)))));
        rig.connection(keys, WEB).denied();
        assume(alice, "PolicyArns.member.1.arn", own + "2")
                .refused(
                        400,
                        "ValidationError",
                        "Policy " + own + "2 does not exist or is not attachable.");
    }

    @Test
    void isGivenNothingByAPolicyForTheSession() {
        dev(trust(ACCOUNT, ""));

        rig.iam(assume(alice, "Policy", policy(allow("*", "*"))).keys())
                .refused(403, "AccessDenied");
    }

    @Test
    void takesNoBrokenOrHugePolicyForTheSession() {
        dev(trust(ACCOUNT, ""));
        String huge = policy(allow("ssm:*", "arn:aws:ssm:::" + "x".repeat(2048)));

        assume(alice, "Policy", "{").refused(400, "MalformedPolicyDocument");
        assertThat(assume(alice, "Policy", "{").get("Message"))
                .startsWith("Syntax errors in policy. (line 1, column 2: ");
        assume(alice, "Policy", huge).refused(400, "ValidationError");
    }

    @ParameterizedTest
    @CsvSource({"900, 2030-01-01T12:15:00Z", "7200, 2030-01-01T14:00:00Z"})
    void lastsAsLongAsAsked(String seconds, String end) {
        dev(trust(ACCOUNT, ""));

        assertThat(assume(alice, "DurationSeconds", seconds).get("Expiration")).isEqualTo(end);
    }

    @Test
    void lastsNoLongerThanTheRoleAllows() {
        dev(trust(ACCOUNT, ""));

        assume(alice, "DurationSeconds", "7201")
                .refused(
                        400,
                        "ValidationError",
                        "The requested DurationSeconds exceeds the MaxSessionDuration set for this"
                                + " role.");
        for (String seconds : List.of("899", "43201")) {
            assertThat(assume(alice, "DurationSeconds", seconds).get("Message"))
                    .startsWith(
                            "1 validation error detected: Value '"
                                    + seconds
                                    + "' at 'durationSeconds'");
        }
    }

    @Test
    void endsWithTheRole() {
        dev(trust(ACCOUNT, ""));
        StsAccount.Keys keys = assume(alice).keys();

        rig.directory.change(
                roster -> new Directory.Changed<>(roster.without(roster.role("Dev")), true));

        assertThat(rig.connection(keys, WEB).body()).contains("ExpiredTokenException");
    }

    @Test
    void knowsTagsOfTheRoleAndThoseOfTheSessionBetter() {
        dev(trust(ACCOUNT, ""));
        rig.put(
                rig.directory
                        .roster()
                        .role("Dev")
                        .withTags(Map.of("team", "web"))
                        .withGrants(
                                Grants.NONE.withInline(
                                        "nodes",
                                        policy(
                                                "{\"Effect\":\"Allow\",\"Action\":\"ssm:*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"db\"}}}"))));

        rig.connection(assume(alice).keys(), WEB).denied();
        rig.connection(
                        assume(alice, "Tags.member.1.Key", "Team", "Tags.member.1.Value", "db")
                                .keys(),
                        WEB)
                .succeeded();
    }
}
