package dev.sallyport.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.identity.directory.AccessKey;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.InMemoryDirectory;
import dev.sallyport.server.identity.directory.Label;
import dev.sallyport.server.identity.directory.MfaDevice;
import dev.sallyport.server.identity.directory.OidcProvider;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.identity.directory.Role;
import dev.sallyport.server.identity.directory.User;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PassesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOON = People.NOON;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final AccessKey KEY = People.key('A');
    private static final User ALICE =
            People.user('A', "alice")
                    .withTags(Map.of("team", "a"))
                    .withKeyring(People.user('A', "alice").keyring().with(KEY));
    private static final Role DEV = People.role('D', "Dev").withTags(Map.of("platform", "acme"));
    private static final Role OPS = People.role('E', "Ops");
    private static final MfaDevice PHONE =
            new MfaDevice(
                    People.label("AMFA", 'A', "phone"),
                    Map.of(),
                    Bytes.ofUtf8("sealed"),
                    Optional.of(new MfaDevice.Use(ALICE.id(), NOON, 1, 0)));
    private static final OidcProvider ISSUER =
            new OidcProvider(
                    People.label("AOID", 'A', "issuer.example"),
                    Map.of(),
                    List.of("sts"),
                    List.of());
    private static final Caller.User CALLER =
            new Caller.User(People.ACME, "alice", ALICE.id(), KEY.id(), Map.of("team", "a"));

    private final MasterKey master = MasterKey.generate(RANDOM);
    private final InMemoryRevocations rows = new InMemoryRevocations();
    private final InMemoryDirectory store = new InMemoryDirectory();
    private final Revocations revocations = revocations();
    private final Directory directory = directory();
    private final Passes passes = new Passes(directory, revocations, master, RANDOM);
    private final Credentials credentials = credentials(passes);

    private Revocations revocations() {
        return new Revocations(rows, InstantSource.fixed(NOON.plusSeconds(60)));
    }

    private Directory directory() {
        store.create(People.NOBODY.with(ALICE).with(DEV).with(OPS).with(PHONE).with(ISSUER));
        return Directory.open(store, revocations);
    }

    private Credentials credentials(Passes some) {
        return new AccountCredentials(
                directory,
                new KeySecrets(master, RANDOM),
                some,
                new RoleTokens(People.ACME, master, RANDOM));
    }

    private static Passes.Terms terms(Optional<MfaProof> mfa) {
        return new Passes.Terms(NOON, HOUR, mfa);
    }

    private static Optional<MfaProof> proof() {
        return Optional.of(new MfaProof(PHONE.id(), NOON));
    }

    private CredentialOutcome find(IssuedCredentials issued, Instant now) {
        return credentials.find(issued.accessKeyId(), Optional.of(issued.sessionToken()), now);
    }

    private Caller caller(IssuedCredentials issued) {
        assertThat(find(issued, NOON)).isInstanceOf(CredentialOutcome.Found.class);
        return ((CredentialOutcome.Found) find(issued, NOON)).caller();
    }

    private void assertEnded(IssuedCredentials issued, Instant now) {
        assertThat(find(issued, now)).isEqualTo(new CredentialOutcome.Expired());
    }

    private void put(Entity entity) {
        directory.change(roster -> new Directory.Changed<>(roster.with(entity), true));
    }

    private void remove(Entity entity) {
        directory.change(roster -> new Directory.Changed<>(roster.without(entity), true));
    }

    @Test
    void givesBackTheUserItIssuedCredentialsTo() {
        IssuedCredentials issued = passes.forUser(CALLER, terms(proof()));

        assertThat(issued.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(issued.secretKey().<Integer>reveal(String::length)).isEqualTo(40);
        assertThat(issued.sessionToken()).hasSizeLessThan(1024);
        Caller.UserSession session = (Caller.UserSession) caller(issued);
        assertThat(session.user()).isEqualTo(CALLER);
        assertThat(session.credentials().issued()).isEqualTo(NOON);
        assertThat(session.credentials().mfaAt()).contains(NOON);
        CredentialOutcome.Found found = (CredentialOutcome.Found) find(issued, NOON);
        assertThat(issued.secretKey().<Boolean>reveal(found.secretKey()::matches)).isTrue();
    }

    @Test
    void provesNoDeviceWhereNoneWasUsed() {
        IssuedCredentials issued = passes.forUser(CALLER, terms(Optional.empty()));

        assertThat(caller(issued).pass().orElseThrow().mfaAt()).isEmpty();
    }

    @Test
    void endsOnAWholeSecond() {
        Instant uneven = NOON.plusMillis(789);
        IssuedCredentials issued =
                passes.forUser(CALLER, new Passes.Terms(uneven, HOUR, Optional.empty()));

        assertThat(issued.expires()).isEqualTo(NOON.plus(HOUR));
        assertEnded(issued, NOON.plus(HOUR));
    }

    @Test
    void carriesAllThatARoleSessionWasGiven() {
        Bundle bundle =
                new Bundle(
                        new SessionTraits(
                                Map.of("team", "web", "cost", ""),
                                Set.of("team"),
                                Optional.of("alice@example"),
                                Map.of("issuer.example:sub", "job")),
                        new SessionPolicies(
                                Optional.of(People.ALLOW_ALL),
                                List.of("arn:aws:iam::aws:policy/ReadOnlyAccess")));
        IssuedCredentials issued =
                passes.forRole(CALLER, DEV, "bob", bundle, terms(Optional.empty()));

        Caller.AssumedRole session = (Caller.AssumedRole) caller(issued);
        assertThat(session.arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/Dev/bob");
        assertThat(session.traits()).isEqualTo(bundle.traits());
        assertThat(session.policies()).isEqualTo(bundle.policies());
        assertThat(session.tags()).containsEntry("team", "web").containsEntry("platform", "acme");
    }

    @Test
    void knowsTheUserUnderItsPresentNameAndTags() {
        IssuedCredentials issued = passes.forUser(CALLER, terms(Optional.empty()));

        Label renamed = ALICE.label().renamed("/staff/", "alicia");
        put(ALICE.withLabel(renamed).withTags(Map.of("team", "b")));

        assertThat(caller(issued).arn()).isEqualTo("arn:aws:iam::111122223333:user/staff/alicia");
        assertThat(caller(issued).tags()).containsExactly(Map.entry("team", "b"));
    }

    @Test
    void refusesATokenUnderAnotherAccessKey() {
        IssuedCredentials one = passes.forUser(CALLER, terms(proof()));
        IssuedCredentials other = passes.forUser(CALLER, terms(Optional.empty()));

        assertThat(credentials.find(other.accessKeyId(), Optional.of(one.sessionToken()), NOON))
                .isEqualTo(new CredentialOutcome.BadToken());
    }

    @Test
    void refusesATokenMadeUnderAnotherMasterKey() {
        Passes others = new Passes(directory, revocations, MasterKey.generate(RANDOM), RANDOM);

        assertThat(find(others.forUser(CALLER, terms(proof())), NOON))
                .isEqualTo(new CredentialOutcome.BadToken());
    }

    @Property(tries = 300)
    void refusesATokenWithAnyBitChanged(
            @ForAll @IntRange(max = 10_000) int place, @ForAll @IntRange(max = 7) int bit) {
        IssuedCredentials issued = passes.forUser(CALLER, terms(proof()));
        byte[] altered = Bytes.ofBase64(issued.sessionToken()).toArray();
        altered[place % altered.length] ^= (byte) (1 << bit);
        String token = Bytes.wrap(altered).toBase64();

        assertThat(credentials.find(issued.accessKeyId(), Optional.of(token), NOON))
                .isEqualTo(new CredentialOutcome.BadToken());
    }

    @Test
    void endsWithItsUser() {
        IssuedCredentials own = passes.forUser(CALLER, terms(Optional.empty()));
        IssuedCredentials role =
                passes.forRole(CALLER, DEV, "a", Bundle.EMPTY, terms(Optional.empty()));
        IssuedCredentials federated =
                passes.forFederatedUser(CALLER, "bob", Bundle.EMPTY, terms(Optional.empty()));

        remove(ALICE);

        assertEnded(own, NOON);
        assertEnded(role, NOON);
        assertEnded(federated, NOON);
    }

    @Test
    void endsWithTheKeyItWasMadeWithAndDoesNotComeBack() {
        IssuedCredentials own = passes.forUser(CALLER, terms(Optional.empty()));
        IssuedCredentials role =
                passes.forRole(CALLER, DEV, "a", Bundle.EMPTY, terms(Optional.empty()));

        put(ALICE.withKeyring(ALICE.keyring().with(KEY.withActive(false))));
        assertEnded(own, NOON);
        assertEnded(role, NOON);

        put(ALICE);
        assertEnded(own, NOON);
        assertEnded(role, NOON);
    }

    @Test
    void staysEndedOverARestart() {
        IssuedCredentials own = passes.forUser(CALLER, terms(Optional.empty()));
        put(ALICE.withKeyring(ALICE.keyring().with(KEY.withActive(false))));
        put(ALICE);

        Passes restarted =
                new Passes(Directory.open(store, _ -> {}), revocations(), master, RANDOM);

        assertThat(
                        credentials(restarted)
                                .find(own.accessKeyId(), Optional.of(own.sessionToken()), NOON))
                .isEqualTo(new CredentialOutcome.Expired());
    }

    @Test
    void endsWithItsRoleThoughAnotherTakesTheName() {
        IssuedCredentials issued =
                passes.forRole(CALLER, DEV, "a", Bundle.EMPTY, terms(Optional.empty()));

        remove(DEV);
        put(People.role('F', "Dev"));

        assertEnded(issued, NOON);
    }

    @Test
    void endsWithAnyRoleOnTheWay() {
        Caller dev =
                caller(passes.forRole(CALLER, DEV, "a", Bundle.EMPTY, terms(Optional.empty())));
        IssuedCredentials ops =
                passes.forRole(dev, OPS, "a", Bundle.EMPTY, terms(Optional.empty()));
        assertThat(caller(ops).arn()).endsWith("assumed-role/Ops/a");

        remove(DEV);

        assertEnded(ops, NOON);
    }

    @Test
    void endsWithTheDeviceThatProvedIt() {
        IssuedCredentials proven = passes.forUser(CALLER, terms(proof()));
        IssuedCredentials unproven = passes.forUser(CALLER, terms(Optional.empty()));

        put(PHONE.withUse(Optional.empty()));
        assertEnded(proven, NOON);
        put(PHONE.withUse(Optional.of(new MfaDevice.Use(ALICE.id(), NOON.plusSeconds(5), 1, 0))));

        assertEnded(proven, NOON);
        assertThat(caller(unproven)).isInstanceOf(Caller.UserSession.class);
    }

    @Test
    void endsWithTheProviderThatVouchedForIt() {
        Caller job = new Caller.WebIdentity(People.ACME, "issuer.example", "job", "sts");
        IssuedCredentials issued =
                passes.forRole(job, DEV, "a", Bundle.EMPTY, terms(Optional.empty()));
        assertThat(caller(issued)).isInstanceOf(Caller.AssumedRole.class);

        remove(ISSUER);

        assertEnded(issued, NOON);
    }

    @Test
    void endsWithTheNodeThatTookTheRole() {
        NodeId node = new NodeId("mi-0123456789abcdef0");
        Caller web = new Caller.NodeRole(People.ACME, node, "Nodes", "AROA", "ASIA");
        IssuedCredentials issued =
                passes.forRole(web, DEV, "a", Bundle.EMPTY, terms(Optional.empty()));

        revocations.revoke(node.value(), NOON);

        assertEnded(issued, NOON);
    }

    @Test
    void aCodeGivenForTheUsersSessionCountsForTheFirstRoleOnly() {
        Caller proven = caller(passes.forUser(CALLER, terms(proof())));
        Caller first =
                caller(passes.forRole(proven, DEV, "a", Bundle.EMPTY, terms(Optional.empty())));
        Caller second =
                caller(passes.forRole(first, OPS, "a", Bundle.EMPTY, terms(Optional.empty())));

        assertThat(first.pass().orElseThrow().mfaAt()).contains(NOON);
        assertThat(second.pass().orElseThrow().mfaAt()).isEmpty();
    }

    @Test
    void tellsWhenABundleIsTooLarge() {
        String noise = Bytes.wrap(RANDOM.generateSeed(1500)).toHex();
        Bundle large =
                new Bundle(
                        SessionTraits.NONE,
                        new SessionPolicies(Optional.of(noise + noise), List.of()));

        assertThat(Bundle.EMPTY.packedPercent()).isBetween(1, 5);
        assertThat(large.packedPercent()).isGreaterThan(50);
    }
}
