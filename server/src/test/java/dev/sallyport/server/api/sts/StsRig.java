package dev.sallyport.server.api.sts;

import dev.sallyport.policy.ResourcePolicy;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.sigv4.DerivedKeys;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.protocol.sigv4.RequestHead;
import dev.sallyport.protocol.sigv4.Signer;
import dev.sallyport.protocol.sigv4.SigningKey;
import dev.sallyport.protocol.sigv4.Verifier;
import dev.sallyport.server.access.Access;
import dev.sallyport.server.access.PolicyAccess;
import dev.sallyport.server.access.Things;
import dev.sallyport.server.access.TrustPolicies;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Authenticator;
import dev.sallyport.server.api.Counter;
import dev.sallyport.server.api.EncodedDenials;
import dev.sallyport.server.api.Front;
import dev.sallyport.server.api.Gate;
import dev.sallyport.server.api.PathRoutes;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceModels;
import dev.sallyport.server.api.SourceThrottle;
import dev.sallyport.server.api.Territory;
import dev.sallyport.server.api.TrustedProxies;
import dev.sallyport.server.api.ec2.model.DescribeTagsResult;
import dev.sallyport.server.api.ec2.model.Ec2;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListAccountAliasesResponse;
import dev.sallyport.server.api.ssm.model.GetConnectionStatusResponse;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.identity.AccountCredentials;
import dev.sallyport.server.identity.AuthorizationMessages;
import dev.sallyport.server.identity.Guesses;
import dev.sallyport.server.identity.InMemoryRevocations;
import dev.sallyport.server.identity.KeySecrets;
import dev.sallyport.server.identity.MasterKey;
import dev.sallyport.server.identity.MfaCodes;
import dev.sallyport.server.identity.Passes;
import dev.sallyport.server.identity.Revocations;
import dev.sallyport.server.identity.RoleTokens;
import dev.sallyport.server.identity.SeedSecrets;
import dev.sallyport.server.identity.Totp;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.InMemoryDirectory;
import dev.sallyport.server.identity.directory.MfaDevice;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.identity.directory.User;
import dev.sallyport.server.issuers.IssuerTrust;
import dev.sallyport.server.issuers.WebIdentities;
import dev.sallyport.server.net.HttpRequest;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/// STS behind a real front, around an account in memory: calls are signed, and decided by the
/// account's policies. Two operations of other services show what credentials are good for.
final class StsRig {
    static final SecureRandom RANDOM = new SecureRandom();
    private static final Bytes SEED = Bytes.ofUtf8("12345678901234567890");
    private static final String REGION = "us-east-1";

    private Instant now = People.NOON;
    private final MasterKey master = MasterKey.generate(RANDOM);
    private final Revocations revocations = new Revocations(new InMemoryRevocations(), () -> now);
    final Directory directory = directory();
    private final Passes passes = new Passes(directory, revocations, master, RANDOM);
    private final SeedSecrets seeds = new SeedSecrets(master, RANDOM);
    private final KeySecrets secrets = new KeySecrets(master, RANDOM);
    final AuthorizationMessages messages = new AuthorizationMessages(master, RANDOM);
    private final Access access = new PolicyAccess(directory, new Roles());
    private final Routes routes;
    final Counter counter;
    private final Front front;

    StsRig() {
        this(IssuerTrust.with(Optional.empty()));
    }

    StsRig(SSLContext trustOfIssuers) {
        this.routes = routes(trustOfIssuers);
        this.counter = new Counter(routes, () -> now, access);
        this.front = front();
    }

    /// What somebody signs with.
    record Keys(String id, Secret secret, Optional<String> token) {}

    private Directory directory() {
        InMemoryDirectory store = new InMemoryDirectory();
        store.create(People.NOBODY);
        return Directory.open(store, revocations);
    }

    private Routes routes(SSLContext trustOfIssuers) {
        Routes.Builder builder = Routes.builder();
        StsRoutes.Desk desk =
                new StsRoutes.Desk(
                        directory,
                        passes,
                        new MfaCodes(directory, seeds, new Guesses()),
                        new WebIdentities(directory, trustOfIssuers),
                        messages);
        new StsRoutes(desk, access, () -> now).addTo(builder);
        return builder.on(
                        Ssm.GET_CONNECTION_STATUS,
                        Authentication.SIGNED,
                        input -> List.of(node(input.target())),
                        (_, _) -> GetConnectionStatusResponse.builder().build())
                .on(
                        Iam.LIST_ACCOUNT_ALIASES,
                        Authentication.SIGNED,
                        _ -> List.of("*"),
                        (_, _) ->
                                ListAccountAliasesResponse.builder()
                                        .accountAliases(List.of())
                                        .build())
                .on(
                        Ec2.DESCRIBE_TAGS,
                        Authentication.SIGNED,
                        _ -> List.of("*"),
                        (_, _) -> DescribeTagsResult.builder().build())
                .build();
    }

    static String node(String id) {
        return "arn:aws:ssm:us-east-1:111122223333:managed-instance/" + id;
    }

    private Front front() {
        AccountCredentials credentials =
                new AccountCredentials(
                        directory, secrets, passes, new RoleTokens(People.ACME, master, RANDOM));
        Territory territory = new Territory(People.ACME, REGION, Set.of());
        Authenticator authenticator =
                new Authenticator(
                        credentials,
                        _ -> Optional.empty(),
                        new Verifier(new DerivedKeys(8)),
                        territory,
                        () -> now);
        Gate gate =
                new Gate(
                        authenticator,
                        access,
                        new SourceThrottle(100, 100, () -> 0),
                        territory,
                        new EncodedDenials(messages));
        return new Front(
                ServiceModels.load(),
                routes,
                PathRoutes.builder().build(),
                gate,
                new TrustedProxies(List.of()),
                RANDOM,
                () -> now);
    }

    void put(Entity entity) {
        directory.change(roster -> new Directory.Changed<>(roster.with(entity), true));
    }

    Instant now() {
        return now;
    }

    void setNow(Instant time) {
        now = time;
    }

    static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    /// A statement that allows all of these.
    static String allow(String action, String resource) {
        return "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
                .formatted(action, resource);
    }

    static String deny(String action, String resource) {
        return allow(action, resource).replace("Allow", "Deny");
    }

    /// A user with one key, and these statements as a policy.
    Keys user(char letter, String name, String... statements) {
        String keyId = "AKIA" + String.valueOf(letter).repeat(16);
        Secret secret = Secret.of("secret of " + name);
        User bare = People.user(letter, name);
        User user = bare.withKeyring(bare.keyring().with(secrets.seal(keyId, secret, now)));
        put(
                statements.length == 0
                        ? user
                        : user.withGrants(user.grants().withInline("own", policy(statements))));
        return new Keys(keyId, secret, Optional.empty());
    }

    /// A device that this user has; gives its serial number.
    String device(char letter, String name) {
        String id = People.id("AMFA", letter);
        put(
                new MfaDevice(
                        People.label("AMFA", letter, name),
                        Map.of(),
                        seeds.seal(id, SEED),
                        Optional.of(
                                new MfaDevice.Use(People.id("AIDA", letter), People.NOON, 0, 0))));
        return "arn:aws:iam::111122223333:mfa/" + name;
    }

    /// What every device shows now.
    String code() {
        return Totp.code(SEED, Totp.stepAt(now));
    }

    /// Another digit in the place of the last one is another code.
    String wrongCode() {
        String right = code();
        char last = right.charAt(5) == '9' ? '0' : (char) (right.charAt(5) + 1);
        return right.substring(0, 5) + last;
    }

    /// A call of STS; `pairs` are names and values in turn.
    Reply sts(Keys keys, String action, String... pairs) {
        return form(Optional.of(keys), "sts", action + "&Version=2011-06-15", pairs);
    }

    Reply unsigned(String action, String... pairs) {
        return form(Optional.empty(), "sts", action + "&Version=2011-06-15", pairs);
    }

    Reply iam(Keys keys) {
        return form(Optional.of(keys), "iam", "ListAccountAliases&Version=2010-05-08");
    }

    Reply ec2(Keys keys) {
        return form(Optional.of(keys), "ec2", "DescribeTags&Version=2016-11-15");
    }

    Reply connection(Keys keys, String target) {
        List<Header> headers =
                List.of(
                        new Header("Content-Type", "application/x-amz-json-1.1"),
                        new Header("X-Amz-Target", "AmazonSSM.GetConnectionStatus"));
        return send(Optional.of(keys), "ssm", headers, "{\"Target\":\"" + target + "\"}");
    }

    private Reply form(Optional<Keys> keys, String service, String action, String... pairs) {
        StringBuilder form = new StringBuilder("Action=" + action);
        for (int i = 0; i < pairs.length; i += 2) {
            form.append('&')
                    .append(pairs[i])
                    .append('=')
                    .append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
        }
        List<Header> headers =
                List.of(new Header("Content-Type", "application/x-www-form-urlencoded"));
        return send(keys, service, headers, form.toString());
    }

    private Reply send(Optional<Keys> by, String service, List<Header> more, String body) {
        List<Header> headers = new ArrayList<>(more);
        headers.add(new Header("Host", "sp.example"));
        by.ifPresent(keys -> {
            RequestHead head = new RequestHead("POST", "/", "", List.copyOf(headers));
            SigningKey key = new SigningKey(keys.id(), keys.secret(), keys.token());
            headers.addAll(Signer.sign(head, Bytes.ofUtf8(body), key, REGION, service, now));
        });
        return new Reply(
                front.handle(
                        new HttpRequest(
                                "POST",
                                "/",
                                "",
                                headers,
                                Bytes.ofUtf8(body),
                                new InetSocketAddress("192.0.2.1", 40_000),
                                true)));
    }

    /// Roles with their trust policies, and nothing else.
    private final class Roles implements Things {
        private final TrustPolicies trust = new TrustPolicies(directory);

        @Override
        public List<String> namesOf(String arn) {
            return List.of(arn);
        }

        @Override
        public Map<String, String> tagsOf(String arn) {
            return Map.of();
        }

        @Override
        public Map<String, List<String>> keysOf(String arn) {
            return Map.of();
        }

        @Override
        public Optional<ResourcePolicy> policyOf(String action, String arn) {
            return trust.of(action, arn);
        }
    }
}
