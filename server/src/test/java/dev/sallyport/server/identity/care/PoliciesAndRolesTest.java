package dev.sallyport.server.identity.care;

import static dev.sallyport.server.identity.care.Office.assertFault;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.ALREADY_EXISTS;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.DELETE_CONFLICT;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.INVALID_INPUT;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.INVALID_VALUE;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.LIMIT_EXCEEDED;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.MALFORMED_POLICY;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.NO_SUCH_ENTITY;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.UNMODIFIABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.identity.directory.AwsPolicies;
import dev.sallyport.server.identity.directory.ManagedPolicy;
import dev.sallyport.server.identity.directory.NamedPolicy;
import dev.sallyport.server.identity.directory.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoliciesAndRolesTest {
    private static final String SHIPPED = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";

    private final Office office = new Office();
    private final ManagedPolicies policies = office.policies;
    private final Grantees grantees = office.grantees;

    private Role role(String name) {
        Role.Terms terms = new Role.Terms("{}", "", Roles.DEFAULT_LONGEST, Optional.empty());
        return office.roles.create(
                new Roles.Request(name, Optional.empty(), terms, Optional.empty(), Map.of()));
    }

    @Test
    void countsTheDefaultVersionOfAPolicyOnly() {
        office.user("alice");
        String arn = office.policy("Walls");
        grantees.attach(Grantees.Kind.USER, "alice", arn);
        policies.addVersion(arn, "{\"v\":2}", false);
        assertThat(document("alice")).contains("Allow");

        policies.setDefault(arn, "v2");

        assertThat(document("alice")).isEqualTo("{\"v\":2}");
    }

    private String document(String user) {
        return office
                .directory
                .ofUser(office.roster().user(user).id())
                .orElseThrow()
                .policies()
                .stream()
                .map(NamedPolicy::document)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keepsFiveVersionsAndUsesNoNumberTwice() {
        String arn = office.policy("Walls");
        for (int i = 2; i <= 5; i++) {
            assertThat(policies.addVersion(arn, "{}", false).id()).isEqualTo("v" + i);
        }

        assertFault(
                LIMIT_EXCEEDED,
                "A managed policy can have up to 5 versions. Before you create a new version, you"
                        + " must delete an existing version.",
                () -> policies.addVersion(arn, "{}", false));
        policies.deleteVersion(arn, "v5");
        assertThat(policies.addVersion(arn, "{}", true).id()).isEqualTo("v6");
        assertFault(
                DELETE_CONFLICT,
                "Cannot delete the default version of a policy.",
                () -> policies.deleteVersion(arn, "v6"));
        assertFault(
                NO_SUCH_ENTITY,
                "Policy " + arn + " version v9 does not exist or is not attachable.",
                () -> policies.setDefault(arn, "v9"));
    }

    @Test
    void deletesNoPolicyThatIsInUse() {
        office.user("alice");
        String arn = office.policy("Walls");
        policies.addVersion(arn, "{}", false);

        grantees.putBoundary(Grantees.Kind.USER, "alice", arn);
        assertFault(
                DELETE_CONFLICT,
                "Cannot delete a policy attached to entities.",
                () -> policies.delete(arn));
        grantees.deleteBoundary(Grantees.Kind.USER, "alice");
        assertFault(
                DELETE_CONFLICT,
                "This policy has more than one version. Before you delete a policy, you must"
                        + " delete the policy's versions. The default version is deleted with the"
                        + " policy.",
                () -> policies.delete(arn));
        policies.deleteVersion(arn, "v2");
        policies.delete(arn);

        assertFault(NO_SUCH_ENTITY, "Policy " + arn + " was not found.", () -> policies.find(arn));
    }

    @Test
    void changesNothingOfAws() {
        assertThat(policies.find(SHIPPED).document()).contains("ssm:UpdateInstanceInformation");

        assertFault(
                NO_SUCH_ENTITY,
                "Policy " + SHIPPED + " was not found.",
                () -> policies.delete(SHIPPED));
        assertFault(
                NO_SUCH_ENTITY,
                "Policy " + SHIPPED + " was not found.",
                () -> policies.addVersion(SHIPPED, "{}", true));
        assertFault(
                NO_SUCH_ENTITY,
                "Policy " + SHIPPED + " was not found.",
                () -> policies.tag(SHIPPED, Map.of("a", "b")));
    }

    @Test
    void attachesOnlyWhatThereIs() {
        role("Web");

        assertFault(
                NO_SUCH_ENTITY,
                "Policy arn:aws:iam::aws:policy/Nothing does not exist or is not attachable.",
                () ->
                        grantees.attach(
                                Grantees.Kind.ROLE, "Web", "arn:aws:iam::aws:policy/Nothing"));
        assertFault(
                INVALID_VALUE,
                "Invalid ARN:  Could not be parsed!",
                () -> grantees.attach(Grantees.Kind.ROLE, "Web", "AdministratorAccess"));
        assertFault(
                NO_SUCH_ENTITY,
                "Policy " + SHIPPED + " was not found.",
                () -> grantees.detach(Grantees.Kind.ROLE, "Web", SHIPPED));
        assertFault(
                NO_SUCH_ENTITY,
                "Scope ARN: arn:aws:iam::aws:policy/Nothing does not exist or is not attachable.",
                () ->
                        grantees.putBoundary(
                                Grantees.Kind.ROLE, "Web", "arn:aws:iam::aws:policy/Nothing"));
    }

    @Test
    void attachesTenPoliciesAtMost() {
        office.user("alice");
        AwsPolicies.all().stream()
                .limit(10)
                .map(ManagedPolicy::arn)
                .forEach(arn -> grantees.attach(Grantees.Kind.USER, "alice", arn));
        String first = AwsPolicies.all().iterator().next().arn();

        grantees.attach(Grantees.Kind.USER, "alice", first);
        assertFault(
                LIMIT_EXCEEDED,
                "Cannot exceed quota for PoliciesPerUser: 10",
                () -> grantees.attach(Grantees.Kind.USER, "alice", office.policy("Eleventh")));
    }

    @Test
    void measuresPoliciesWithoutTheirWhiteSpace() {
        office.user("alice");
        String wide = "{" + " ".repeat(3000) + "}";
        String tall = "{\"a\":\"" + "x".repeat(2045) + "\"}";

        grantees.putInline(Grantees.Kind.USER, "alice", "wide", wide);
        assertFault(
                LIMIT_EXCEEDED,
                "Maximum policy size of 2048 bytes exceeded for user alice",
                () -> grantees.putInline(Grantees.Kind.USER, "alice", "long", tall));
        assertThat(grantees.inline(Grantees.Kind.USER, "alice", "wide")).isEqualTo(wide);
        assertFault(
                LIMIT_EXCEEDED,
                "Cannot exceed quota for PolicySize: 6144",
                () ->
                        policies.create(
                                "Big",
                                Optional.empty(),
                                "{\"a\":\"" + "x".repeat(6144) + "\"}",
                                "",
                                Map.of()));
    }

    @Test
    void keepsNoTextThatIsNoPolicy() {
        office.user("alice");

        assertFault(
                MALFORMED_POLICY,
                "no policy",
                () -> grantees.putInline(Grantees.Kind.USER, "alice", "p", "nonsense"));
        assertFault(
                MALFORMED_POLICY,
                "no policy",
                () -> policies.create("P", Optional.empty(), "nonsense", "", Map.of()));
        role("Web");
        assertFault(
                MALFORMED_POLICY, "no policy", () -> office.roles.updateTrust("Web", "nonsense"));
        assertThat(office.roster().role("Web").terms().trust()).isEqualTo("{}");
    }

    @Test
    void findsInlinePoliciesByTheirExactNames() {
        office.groups.create("ops", Optional.empty());
        grantees.putInline(Grantees.Kind.GROUP, "ops", "Own", "{}");

        assertFault(
                NO_SUCH_ENTITY,
                "The group policy with name own cannot be found.",
                () -> grantees.inline(Grantees.Kind.GROUP, "ops", "own"));
    }

    @Test
    void deletesNoRoleThatIsInUse() {
        role("Web");
        office.profiles.create("WebProfile", Optional.empty(), Map.of());
        office.profiles.addRole("WebProfile", "Web");

        assertFault(
                LIMIT_EXCEEDED,
                "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1",
                () -> office.profiles.addRole("WebProfile", "Web"));
        assertFault(
                DELETE_CONFLICT,
                "Cannot delete entity, must remove roles from instance profile first.",
                () -> office.roles.delete("Web"));
        assertFault(
                DELETE_CONFLICT,
                "Cannot delete entity, must remove roles from instance profile first.",
                () -> office.profiles.delete("WebProfile"));
        office.profiles.removeRole("WebProfile", "Web");
        office.roles.delete("Web");
        office.profiles.delete("WebProfile");

        assertFault(
                NO_SUCH_ENTITY,
                "Instance Profile WebProfile cannot be found.",
                () -> office.profiles.delete("WebProfile"));
    }

    @Test
    void changesARoleWithoutLosingTheRest() {
        role("Web");

        office.roles.update("Web", Optional.of("of the web"), Optional.empty());
        office.roles.update("Web", Optional.empty(), Optional.of(Duration.ofHours(4)));

        assertThat(office.roster().role("Web").terms())
                .isEqualTo(
                        new Role.Terms("{}", "of the web", Duration.ofHours(4), Optional.empty()));
        assertFault(ALREADY_EXISTS, "Role with name Web already exists.", () -> role("Web"));
    }

    @Test
    void leavesRolesOfServicesToTheirServices() {
        Role role = office.roles.createLinked("ssm.amazonaws.com", Optional.empty(), "");
        String name = "AWSServiceRoleForAmazonSSM";
        assertThat(office.roster().names().of(role))
                .isEqualTo(
                        "arn:aws:iam::111122223333:role/aws-service-role/ssm.amazonaws.com/"
                                + name);

        String text =
                "Cannot perform the operation on the protected role '"
                        + name
                        + "' - this role is only modifiable by AWS";
        assertFault(UNMODIFIABLE, text, () -> office.roles.delete(name));
        assertFault(UNMODIFIABLE, text, () -> office.roles.updateTrust(name, "{}"));
        assertFault(UNMODIFIABLE, text, () -> grantees.attach(Grantees.Kind.ROLE, name, SHIPPED));
        assertFault(
                INVALID_INPUT,
                "Service role name "
                        + name
                        + " has been taken in this account, please try a different suffix.",
                () -> office.roles.createLinked("ssm.amazonaws.com", Optional.empty(), ""));

        office.roles.tag(name, Map.of("by", "terraform"));
        assertThat(office.roster().role(name).tags()).containsEntry("by", "terraform");
        office.roles.untag(name, List.of("by"));
        assertThat(office.roster().role(name).tags()).isEmpty();

        office.roles.deleteLinked(name);
        assertThat(office.roster().roles().byName(name)).isEmpty();
    }

    @Test
    void makesNoRoleThatLooksLikeOneOfAService() {
        Role.Terms terms = new Role.Terms("{}", "", Roles.DEFAULT_LONGEST, Optional.empty());
        Roles.Request request =
                new Roles.Request(
                        "Fake",
                        Optional.of("/aws-service-role/ssm.amazonaws.com/"),
                        terms,
                        Optional.empty(),
                        Map.of());

        assertFault(
                INVALID_VALUE,
                "The path /aws-service-role/ is reserved for service-linked roles.",
                () -> office.roles.create(request));
    }

    @Test
    void makesAnotherRoleOfADeletedName() {
        String old = role("Web").id();
        office.roles.delete("Web");

        assertThat(role("Web").id()).isNotEqualTo(old);
    }
}
