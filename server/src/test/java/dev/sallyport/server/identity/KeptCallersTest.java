package dev.sallyport.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.identity.directory.AccessKey;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.InMemoryDirectory;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.identity.directory.Role;
import dev.sallyport.server.identity.directory.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeptCallersTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOON = People.NOON;
    private static final AccessKey KEY = People.key('A');
    private static final User ALICE =
            People.user('A', "alice")
                    .withTags(Map.of("team", "a"))
                    .withKeyring(People.user('A', "alice").keyring().with(KEY));
    private static final Role DEV = People.role('D', "Dev");
    private static final Caller.User CALLER =
            new Caller.User(People.ACME, "alice", ALICE.id(), KEY.id(), Map.of("team", "a"));
    private static final Pass PASS =
            new Pass(
                    "ASIA2222222222222222",
                    NOON,
                    NOON.plusSeconds(900),
                    Optional.of(NOON),
                    Roots.of(Roots.Kind.USER, ALICE.id()).with(Roots.Kind.KEY, KEY.id()));
    private static final SessionTraits TRAITS =
            new SessionTraits(
                    Map.of("cost", "17"),
                    Set.of("cost"),
                    Optional.of("alice"),
                    Map.of("i:sub", "s"));
    private static final SessionPolicies POLICIES =
            new SessionPolicies(Optional.of("{}"), List.of("arn:aws:iam::aws:policy/X"));

    private final Directory directory = directory();
    private final Revocations revocations =
            new Revocations(new InMemoryRevocations(), () -> NOON.plusSeconds(60));
    private final KeptCallers kept =
            new KeptCallers(
                    People.ACME,
                    new Passes(directory, revocations, MasterKey.generate(RANDOM), RANDOM));

    private static Directory directory() {
        InMemoryDirectory store = new InMemoryDirectory();
        store.create(People.NOBODY.with(ALICE).with(DEV));
        return Directory.open(store, _ -> {});
    }

    private void put(Entity entity) {
        directory.change(roster -> new Directory.Changed<>(roster.with(entity), true));
    }

    private void remove(Entity entity) {
        directory.change(roster -> new Directory.Changed<>(roster.without(entity), true));
    }

    private static List<Caller> everybody() {
        return List.of(
                CALLER,
                new Caller.UserSession(CALLER, PASS),
                new Caller.AssumedRole(
                        People.ACME,
                        new Caller.RoleFacts(DEV.id(), "/", "Dev", Map.of()),
                        "bob",
                        TRAITS,
                        POLICIES,
                        PASS),
                new Caller.FederatedUser(CALLER, "guest", TRAITS, POLICIES, PASS),
                new Caller.NodeRole(
                        People.ACME,
                        new NodeId("mi-0123456789abcdef0"),
                        "Nodes",
                        "AROANODES",
                        "ASIANODE"));
    }

    @Test
    void findsEverybodyAgain() {
        for (Caller caller : everybody()) {
            assertThat(kept.found(kept.written(caller))).isEqualTo(caller);
        }
    }

    @Test
    void knowsTheUserAsItIsNow() {
        var written = kept.written(CALLER);
        put(ALICE.withTags(Map.of("team", "b")));

        assertThat(kept.found(written).tags()).isEqualTo(Map.of("team", "b"));
    }

    @Test
    void findsNobodyInThePlaceOfTheGone() {
        var user = kept.written(CALLER);
        var role = kept.written(everybody().get(2));
        remove(ALICE);
        remove(DEV);

        assertThat(kept.found(user)).isEqualTo(new Caller.Anonymous(People.ACME));
        assertThat(kept.found(role)).isEqualTo(new Caller.Anonymous(People.ACME));
    }

    @Test
    void standsThoughItsCredentialsCameToTheirEnd() {
        Instant nextDay = NOON.plusSeconds(86_400);

        assertThat(everybody()).allMatch(caller -> kept.stand(caller, nextDay));
    }

    @Test
    void fallsWithItsKeyAndDoesNotComeBack() {
        User without =
                ALICE.withKeyring(
                        ALICE.keyring()
                                .with(new AccessKey(KEY.id(), KEY.sealedSecret(), false, NOON)));
        put(without);
        assertThat(kept.stand(CALLER, NOON)).isFalse();

        revocations.revoke(KEY.id(), NOON.plusSeconds(1));
        put(ALICE);

        assertThat(kept.stand(CALLER, NOON)).isFalse();
        assertThat(kept.stand(CALLER, NOON.plusSeconds(2))).isTrue();
        assertThat(kept.stand(everybody().get(2), NOON)).isFalse();
    }
}
