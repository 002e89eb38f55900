package dev.sallyport.server.api.sts;

import static dev.sallyport.server.api.sts.StsRig.allow;
import static dev.sallyport.server.api.sts.StsRig.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.identity.directory.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Roles taken from within roles, and what comes along: tags, source identity, no proof of devices.
class RoleChainTest {
    private static final String ACTIONS =
            "\"sts:AssumeRole\",\"sts:TagSession\",\"sts:SetSourceIdentity\"";
    private static final String[] TEAM = {
        "Tags.member.1.Key",
        "Team",
        "Tags.member.1.Value",
        "a",
        "TransitiveTagKeys.member.1",
        "team"
    };

    private final StsRig rig = new StsRig();
    private final StsAccount.Keys alice = rig.user('A', "alice", allow("sts:*", "*"));

    private static String trust(String actions, String condition) {
        return policy(
                "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":[%s],\"Condition\":%s}"
                        .formatted(actions, condition));
    }

    private void role(char letter, String name, String trust) {
        rig.put(
                People.role(letter, name)
                        .withTerms(
                                new Role.Terms(trust, "", Duration.ofHours(12), Optional.empty()))
                        .withGrants(Grants.NONE.withInline("next", policy(allow("sts:*", "*")))));
    }

    private Reply assume(StsAccount.Keys keys, String role, String... more) {
        List<String> pairs =
                new ArrayList<>(
                        List.of(
                                "RoleArn",
                                "arn:aws:iam::111122223333:role/" + role,
                                "RoleSessionName",
                                "me"));
        pairs.addAll(List.of(more));
        return rig.sts(keys, "AssumeRole", pairs.toArray(String[]::new));
    }

    @Test
    void lastsAnHourAtMost() {
        role('D', "Dev", trust(ACTIONS, "{}"));
        role('E', "Ops", trust(ACTIONS, "{}"));
        StsAccount.Keys dev = assume(alice, "Dev", "DurationSeconds", "43200").keys();

        assertThat(assume(dev, "Ops").get("Expiration")).isEqualTo("2030-01-01T13:00:00Z");
        assume(dev, "Ops", "DurationSeconds", "3601")
                .refused(
                        400,
                        "ValidationError",
                        "The requested DurationSeconds exceeds the 1 hour session limit for roles"
                                + " assumed by role chaining");
    }

    @Test
    void losesTheProofOfTheDevice() {
        String mfa = "{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}";
        role('D', "Dev", trust(ACTIONS, mfa));
        role('E', "Ops", trust(ACTIONS, mfa));
        role('F', "Last", trust(ACTIONS, "{}"));
        String phone = rig.device('A', "phone");
        StsAccount.Keys dev =
                assume(alice, "Dev", "SerialNumber", phone, "TokenCode", rig.code()).keys();
        StsAccount.Keys ops = assume(dev, "Ops").keys();

        // The session with the code still has it, the next one does not.
        assertThat(assume(ops, "Dev").get("Message")).contains("no role trust policy allows");
        assume(ops, "Last").succeeded();
    }

    @Test
    void endsSomewhere() {
        StsAccount.Keys keys = alice;
        for (char letter = 'B'; letter <= 'M'; letter++) {
            role(letter, "R" + letter, trust(ACTIONS, "{}"));
            keys = assume(keys, "R" + letter).keys();
        }
        role('N', "RN", trust(ACTIONS, "{}"));

        assume(keys, "RN")
                .refused(403, "AccessDenied", "Too many roles were taken one after the other.");
    }

    @Test
    void keepsTransitiveTags() {
        role('D', "Dev", trust(ACTIONS, "{}"));
        role('E', "Ops", trust(ACTIONS, "{\"StringEquals\":{\"aws:PrincipalTag/team\":\"a\"}}"));
        role('F', "Tagged", trust(ACTIONS, "{\"StringEquals\":{\"aws:RequestTag/team\":\"a\"}}"));
        StsAccount.Keys tagged = assume(alice, "Dev", TEAM).keys();
        StsAccount.Keys loose =
                assume(alice, "Dev", "Tags.member.1.Key", "Team", "Tags.member.1.Value", "a")
                        .keys();

        StsAccount.Keys second = assume(tagged, "Tagged").keys();
        assume(second, "Ops").succeeded();
        assume(assume(loose, "Dev").keys(), "Ops").refused(403, "AccessDenied");
        assume(assume(alice, "Dev").keys(), "Ops").refused(403, "AccessDenied");
    }

    @Test
    void changesNoTransitiveTag() {
        role('D', "Dev", trust(ACTIONS, "{}"));
        StsAccount.Keys tagged = assume(alice, "Dev", TEAM).keys();

        assume(tagged, "Dev", "Tags.member.1.Key", "TEAM", "Tags.member.1.Value", "b")
                .refused(
                        400,
                        "InvalidParameterValue",
                        "One of the specified transitive tag keys can't be set because it"
                                + " conflicts with a transitive tag key from the calling session.");
    }

    @Test
    void takesNoTagTwiceAndNoTransitiveOneThatIsNotThere() {
        role('D', "Dev", trust(ACTIONS, "{}"));

        assume(
                        alice,
                        "Dev",
                        "Tags.member.1.Key",
                        "Team",
                        "Tags.member.1.Value",
                        "a",
                        "Tags.member.2.Key",
                        "team",
                        "Tags.member.2.Value",
                        "b")
                .refused(
                        400,
                        "InvalidParameterValue",
                        "Duplicate tag keys found. Please note that Tag keys are case"
                                + " insensitive.");
        assume(alice, "Dev", "TransitiveTagKeys.member.1", "team")
                .refused(
                        400,
                        "InvalidParameterValue",
                        "The specified transitive tag key must be included in the requested tags.");
    }

    @Test
    void wantsTheRoleToAllowTags() {
        role('D', "Dev", trust("\"sts:AssumeRole\"", "{}"));

        assume(alice, "Dev").succeeded();
        assertThat(assume(alice, "Dev", TEAM).get("Message"))
                .contains("is not authorized to perform: sts:TagSession on resource: ");
        assertThat(assume(alice, "Dev", "SourceIdentity", "alice").get("Message"))
                .contains("is not authorized to perform: sts:SetSourceIdentity on resource: ");
    }

    @Test
    void keepsTheSourceIdentity() {
        role('D', "Dev", trust(ACTIONS, "{}"));
        role('E', "Ops", trust(ACTIONS, "{\"StringEquals\":{\"sts:SourceIdentity\":\"alice\"}}"));
        role('F', "Later", trust(ACTIONS, "{\"StringEquals\":{\"aws:SourceIdentity\":\"alice\"}}"));
        Reply first = assume(alice, "Dev", "SourceIdentity", "alice");

        assertThat(first.get("SourceIdentity")).isEqualTo("alice");
        Reply second = assume(first.keys(), "Ops");
        assertThat(second.get("SourceIdentity")).isEqualTo("alice");
        assume(second.keys(), "Later").succeeded();
        assume(first.keys(), "Dev", "SourceIdentity", "bob").refused(403, "AccessDenied");
        assume(assume(alice, "Dev").keys(), "Ops").refused(403, "AccessDenied");
    }
}
