package dev.sallyport.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static final AccountId ACME = new AccountId("111122223333");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Pass PASS =
            new Pass("ASIAEXAMPLE", NOON, NOON.plusSeconds(3600), Optional.of(NOON));
    private static final Caller.User ALICE =
            new Caller.User(
                    ACME, "/staff/", "alice", "AIDAEXAMPLE", "AKIAEXAMPLE", Map.of("team", "a"));

    @Test
    void aUsersSessionIsTheUserWithAnotherKey() {
        Caller session = new Caller.UserSession(ALICE, PASS);

        assertThat(session.arn()).isEqualTo("arn:aws:iam::111122223333:user/staff/alice");
        assertThat(session.userId()).isEqualTo("AIDAEXAMPLE");
        assertThat(session.tags()).containsExactly(Map.entry("team", "a"));
        assertThat(session.accessKeyId()).isEqualTo("ASIAEXAMPLE");
        assertThat(session.pass()).contains(PASS);
    }

    @Test
    void aRoleSessionIsNamedWithoutThePathOfItsRole() {
        Caller session = dev(SessionTraits.NONE);

        assertThat(session.arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/Dev/bob");
        assertThat(session.principalArn()).isEqualTo("arn:aws:iam::111122223333:role/team/Dev");
        assertThat(session.userId()).isEqualTo("AROAEXAMPLE:bob");
    }

    @Test
    void aSessionsTagReplacesTheRolesWhateverItsCase() {
        SessionTraits traits =
                new SessionTraits(Map.of("TEAM", "b"), Set.of(), Optional.empty(), Map.of());

        assertThat(dev(traits).tags())
                .containsExactlyInAnyOrderEntriesOf(Map.of("TEAM", "b", "platform", "acme"));
    }

    @Test
    void aFederatedUserIsLimitedEvenByNoPolicyAtAll() {
        Caller bob =
                new Caller.FederatedUser(
                        ALICE, "bob", SessionTraits.NONE, SessionPolicies.NONE, PASS);

        assertThat(bob.arn()).isEqualTo("arn:aws:sts::111122223333:federated-user/bob");
        assertThat(bob.userId()).isEqualTo("111122223333:bob");
        assertThat(bob.sessionPolicies()).contains(SessionPolicies.NONE);
        assertThat(dev(SessionTraits.NONE).sessionPolicies()).isEmpty();
    }

    @Test
    void aWebIdentityBringsItsSubjectAndAudience() {
        Caller.WebIdentity job =
                new Caller.WebIdentity(ACME, "issuer.example/ci", "repo:acme", "sts");

        assertThat(job.arn())
                .isEqualTo("arn:aws:iam::111122223333:oidc-provider/issuer.example/ci");
        assertThat(job.claims())
                .isEqualTo(
                        Map.of(
                                "issuer.example/ci:sub",
                                "repo:acme",
                                "issuer.example/ci:aud",
                                "sts"));
    }

    private static Caller dev(SessionTraits traits) {
        return new Caller.AssumedRole(
                ACME,
                new Caller.RoleFacts(
                        "AROAEXAMPLE", "/team/", "Dev", Map.of("team", "a", "platform", "acme")),
                "bob",
                traits,
                new SessionPolicies(Optional.empty(), List.of()),
                PASS);
    }
}
