package dev.sallyport.server.api.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Secret;
import dev.sallyport.server.api.Counter;
import dev.sallyport.server.api.NotAllowed;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.iam.model.AddRoleToInstanceProfileRequest;
import dev.sallyport.server.api.iam.model.ChangePasswordRequest;
import dev.sallyport.server.api.iam.model.CreateInstanceProfileRequest;
import dev.sallyport.server.api.iam.model.CreateLoginProfileRequest;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListMFADevicesRequest;
import dev.sallyport.server.api.iam.model.UpdateAccountPasswordPolicyRequest;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.Pass;
import dev.sallyport.server.identity.SessionPolicies;
import dev.sallyport.server.identity.SessionTraits;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.identity.directory.User;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What users may do about themselves, and what they may not do with roles, as the account's own
/// policies decide.
class OwnThingsTest {
    private static final ChangePasswordRequest CHANGE =
            new ChangePasswordRequest("Correct-Horse-1", "Battery-Staple-2");

    private final IamRig rig = new IamRig();
    private final User user = rig.office.user("alice");
    private final Caller.User alice =
            new Caller.User(Counter.ACME, "alice", user.id(), "AKIA2222222222222223", Map.of());

    private void give(String... statements) {
        String document =
                "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
        rig.office.directory.change(roster ->
                new Directory.Changed<>(
                        roster.with(
                                roster.user("alice")
                                        .withGrants(Grants.NONE.withInline("own", document))),
                        true));
    }

    private static String statement(String effect, String action, String resource) {
        return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
                .formatted(effect, action, resource);
    }

    private void withPassword(boolean usersMayChange) {
        rig.call(
                Iam.CREATE_LOGIN_PROFILE,
                CreateLoginProfileRequest.builder()
                        .userName("alice")
                        .password("Correct-Horse-1")
                        .build());
        rig.call(
                Iam.UPDATE_ACCOUNT_PASSWORD_POLICY,
                UpdateAccountPasswordPolicyRequest.builder()
                        .allowUsersToChangePassword(usersMayChange)
                        .build());
    }

    private void assertDenied(Caller caller, String tail) {
        assertThatThrownBy(() -> rig.strict.call(caller, Iam.CHANGE_PASSWORD, CHANGE))
                .isInstanceOfSatisfying(
                        ServiceFault.class,
                        fault ->
                                assertThat(fault.text())
                                        .contains(
                                                "is not authorized to perform: iam:ChangePassword")
                                        .endsWith(tail));
    }

    @Test
    void letsUsersChangeTheirPasswordsWhereTheAccountDoes() {
        withPassword(true);

        rig.strict.call(alice, Iam.CHANGE_PASSWORD, CHANGE);

        assertThat(rig.passwords.verify("alice", Secret.of("Battery-Staple-2"))).isTrue();
    }

    @Test
    void wantsPermissionWhereTheAccountDoesNot() {
        withPassword(false);
        assertDenied(
                alice, "because no identity-based policy allows the iam:ChangePassword action");

        give(
                statement(
                        "Allow",
                        "iam:ChangePassword",
                        "arn:aws:iam::111122223333:user/${aws:username}"));
        rig.strict.call(alice, Iam.CHANGE_PASSWORD, CHANGE);
    }

    @Test
    void heedsADenialWhateverTheAccountLets() {
        withPassword(true);
        give(statement("Deny", "iam:*", "arn:aws:iam::111122223333:user/alice"));

        assertDenied(alice, "with an explicit deny in an identity-based policy");
    }

    @Test
    void letsNobodyElseChangeOne() {
        withPassword(true);

        assertDenied(
                new Caller.FederatedUser(
                        alice, "alice", SessionTraits.NONE, SessionPolicies.NONE, pass()),
                "because no identity-based policy allows the iam:ChangePassword action");
    }

    private static Pass pass() {
        return new Pass(
                "ASIA2222222222222222",
                People.NOON,
                People.NOON.plusSeconds(3600),
                Optional.of(People.NOON));
    }

    @Test
    void takesASessionOfAUserForTheUser() {
        withPassword(true);
        Caller session = new Caller.UserSession(alice, pass());
        give(statement("Allow", "iam:List*", "*"));

        assertThat(
                        rig.strict
                                .call(
                                        session,
                                        Iam.LIST_MFA_DEVICES,
                                        ListMFADevicesRequest.builder().build())
                                .mfaDevices())
                .isEmpty();
        rig.strict.call(session, Iam.CHANGE_PASSWORD, CHANGE);
    }

    @Test
    void putsNoRoleIntoAProfileThatTheCallerMayNotHandOut() {
        rig.call(
                Iam.CREATE_INSTANCE_PROFILE,
                CreateInstanceProfileRequest.builder().instanceProfileName("Web").build());
        rig.office.directory.change(
                roster -> new Directory.Changed<>(roster.with(People.role('D', "Dev")), true));
        String profile = "arn:aws:iam::111122223333:instance-profile/Web";
        String add = statement("Allow", "iam:AddRoleToInstanceProfile", profile);
        var input = new AddRoleToInstanceProfileRequest("Web", "Dev");

        give(add);
        assertThatThrownBy(() -> rig.strict.call(alice, Iam.ADD_ROLE_TO_INSTANCE_PROFILE, input))
                .isInstanceOfSatisfying(
                        NotAllowed.class,
                        it ->
                                assertThat(it.reason())
                                        .contains(
                                                "iam:PassRole on resource: arn:aws:iam::111122223333:role/Dev"));
        assertThat(rig.office.roster().profile("Web").role()).isEmpty();

        give(add, statement("Allow", "iam:PassRole", "arn:aws:iam::111122223333:role/Dev"));
        rig.strict.call(alice, Iam.ADD_ROLE_TO_INSTANCE_PROFILE, input);
        assertThat(rig.office.roster().profile("Web").role()).isPresent();
    }
}
