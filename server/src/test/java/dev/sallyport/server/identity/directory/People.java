package dev.sallyport.server.identity.directory;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Somebody of every kind, for tests.
public final class People {
    public static final AccountId ACME = new AccountId("111122223333");
    public static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    public static final String ALLOW_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
                    + "\"Resource\":\"*\"}]}";
    public static final Roster NOBODY =
            Roster.empty(new Account(ACME, NOON, Optional.empty(), Optional.empty())).numbered(1);

    private People() {}

    /// Four letters and as many of the same character as make an id.
    public static String id(String prefix, char letter) {
        return prefix + String.valueOf(letter).repeat(17);
    }

    public static Label label(String prefix, char letter, String name) {
        return new Label(id(prefix, letter), "/", name, NOON);
    }

    public static User user(char letter, String name) {
        return User.named(label("AIDA", letter, name));
    }

    public static Group group(char letter, String name) {
        return new Group(label("AGPA", letter, name), Grants.NONE);
    }

    public static Role role(char letter, String name) {
        return new Role(
                label("AROA", letter, name),
                Map.of(),
                Grants.NONE,
                new Role.Terms("{}", "", Duration.ofHours(1), Optional.empty()));
    }

    public static ManagedPolicy policy(char letter, String name, String document) {
        return new ManagedPolicy(
                label("ANPA", letter, name),
                "arn:aws:iam::" + ACME + ":policy/" + name,
                Map.of(),
                "",
                ManagedPolicy.Versions.first(document, NOON));
    }

    public static AccessKey key(char letter) {
        return new AccessKey(
                "AKIA" + String.valueOf(letter).repeat(16), Bytes.ofUtf8("sealed"), true, NOON);
    }

    private static final ManagedPolicy WALLS =
            policy('B', "Walls", ALLOW_ALL)
                    .withVersion("{\"a\":1}", NOON.plusSeconds(1), false)
                    .withTags(Map.of("team", "web"));

    private static Group operators() {
        return group('B', "operators")
                .withGrants(
                        Grants.NONE
                                .attach(AwsPolicies.ADMINISTRATOR_ACCESS)
                                .withInline("more", ALLOW_ALL));
    }

    private static Role deployer() {
        return role('B', "Deployer")
                .withTags(Map.of("SSMSessionRunAs", "deploy"))
                .withGrants(Grants.NONE.attach(WALLS.arn()));
    }

    private static User alice() {
        SshKey ssh =
                new SshKey(
                        id("APKA", 'B'), "ssh-ed25519 AAAA", "00:".repeat(15) + "00", true, NOON);
        ServiceCredential pass =
                new ServiceCredential(
                        id("ACCA", 'B'),
                        "codecommit.amazonaws.com",
                        "alice-at-" + ACME,
                        "hash",
                        false,
                        NOON);
        Login login = new Login("hash", true, NOON, NOON.plusSeconds(5), List.of("h1", "h0"));
        Grants grants =
                Grants.NONE
                        .attach(WALLS.arn())
                        .withInline("own", "{}")
                        .withBoundary(Optional.of(WALLS.arn()));
        return user('B', "alice")
                .withTags(Map.of("SSMSessionRunAs", "anirudh", "a", ""))
                .withGrants(grants)
                .withKeyring(
                        new Keyring(
                                List.of(key('B'), key('C')),
                                List.of(ssh),
                                List.of(new SigningCertificate("C".repeat(32), "PEM", true, NOON)),
                                List.of(pass),
                                Optional.of(login)))
                .joined(operators().id());
    }

    /// An account where everything there can be is there, and is used.
    public static Roster everybody() {
        InstanceProfile profile =
                new InstanceProfile(
                        label("AIPA", 'B', "Web"), Map.of("x", "y"), Optional.of(deployer().id()));
        MfaDevice phone =
                new MfaDevice(
                        label("AMFA", 'B', "alice-phone"),
                        Map.of(),
                        Bytes.ofUtf8("seed"),
                        Optional.of(new MfaDevice.Use(alice().id(), NOON, 77, -1)));
        OidcProvider issuer =
                new OidcProvider(
                        label("AOID", 'B', "issuer.example/path"),
                        Map.of(),
                        List.of("client"),
                        List.of("ab".repeat(20)));
        PasswordPolicy passwords =
                new PasswordPolicy(14, Set.of(PasswordPolicy.Sign.DIGIT), true, 90, 5, false);
        return NOBODY.with(WALLS)
                .with(operators())
                .with(deployer())
                .with(alice())
                .with(profile)
                .with(phone)
                .with(issuer)
                .with(
                        NOBODY.account()
                                .withAlias(Optional.of("acme"))
                                .withPasswordPolicy(Optional.of(passwords)));
    }
}
