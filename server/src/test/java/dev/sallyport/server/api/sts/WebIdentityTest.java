package dev.sallyport.server.api.sts;

import static dev.sallyport.server.api.sts.StsRig.allow;
import static dev.sallyport.server.api.sts.StsRig.deny;
import static dev.sallyport.server.api.sts.StsRig.policy;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.OidcProvider;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.identity.directory.Role;
import dev.sallyport.server.issuers.IssuerTrust;
import dev.sallyport.server.issuers.LocalIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against an issuer that really listens, with a certificate of its own authority.
class WebIdentityTest {
    private static final String DEV = "arn:aws:iam::111122223333:role/Dev";
    private static final String WEB = "mi-0123456789abcdef0";
    private static final String NO_KEYS =
            "Couldn't retrieve verification key from your identity provider, please reference"
                    + " AssumeRoleWithWebIdentity documentation for requirements";

    private final LocalIssuer issuer = new LocalIssuer();
    private final StsRig rig;

    WebIdentityTest(@TempDir Path directory) {
        rig = new StsRig(IssuerTrust.with(Optional.of(LocalIssuer.writeAuthority(directory))));
    }

    @BeforeEach
    void setUp() {
        register("laptop");
        trust("%s:sub\":\"repo:acme/web".formatted(issuer.name()));
    }

    @AfterEach
    void tearDown() {
        issuer.close();
    }

    private void register(String... clients) {
        rig.put(
                new OidcProvider(
                        People.label("AOID", 'A', issuer.name()),
                        Map.of(),
                        List.of(clients),
                        List.of("ab".repeat(20))));
    }

    private void trust(String condition) {
        String document =
                policy(
                        "{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"arn:aws:iam::111122223333:oidc-provider/%s\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Condition\":{\"StringEquals\":{\"%s\"}}}"
                                .formatted(issuer.name(), condition));
        rig.put(
                People.role('D', "Dev")
                        .withTerms(
                                new Role.Terms(document, "", Duration.ofHours(1), Optional.empty()))
                        .withGrants(Grants.NONE.withInline("nodes", policy(allow("ssm:*", "*")))));
    }

    private JWTClaimsSet.Builder claims() {
        Instant now = rig.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer.url())
                .subject("repo:acme/web")
                .audience("laptop")
                .issueTime(Date.from(now.minusSeconds(5)))
                .expirationTime(Date.from(now.plusSeconds(300)));
    }

    private Reply assume(String token, String... more) {
        String[] pairs = new String[more.length + 6];
        List<String> always =
                List.of("RoleArn", DEV, "RoleSessionName", "ci", "WebIdentityToken", token);
        for (int i = 0; i < always.size(); i++) {
            pairs[i] = always.get(i);
        }
        System.arraycopy(more, 0, pairs, always.size(), more.length);
        return rig.unsigned("AssumeRoleWithWebIdentity", pairs);
    }

    private static void assertInvalid(Reply reply, String text) {
        reply.refused(400, "InvalidIdentityToken", text);
    }

    @Test
    void givesTheRoleToWhomTheIssuerVouchesFor() {
        Reply reply = assume(issuer.token(claims().build()));

        assertThat(reply.get("SubjectFromWebIdentityToken")).isEqualTo("repo:acme/web");
        assertThat(reply.get("Audience")).isEqualTo("laptop");
        assertThat(reply.get("Provider"))
                .isEqualTo("arn:aws:iam::111122223333:oidc-provider/" + issuer.name());
        assertThat(reply.get("Arn")).isEqualTo("arn:aws:sts::111122223333:assumed-role/Dev/ci");
        assertThat(reply.get("Expiration")).isEqualTo("2030-01-01T13:00:00Z");
        rig.connection(reply.keys(), WEB).succeeded();
        assertThat(issuer.asked()).containsExactly("/.well-known/openid-configuration", "/keys");
    }

    @Test
    void asksTheIssuerOnceForManyTokens() {
        assume(issuer.token(claims().build())).succeeded();
        assume(issuer.token(claims().build())).succeeded();

        assertThat(issuer.asked()).hasSize(2);
    }

    @Test
    void isLimitedByAPolicyForTheSession() {
        String none = policy(allow("ssm:*", "*"), deny("ssm:*", StsRig.node(WEB)));

        rig.connection(assume(issuer.token(claims().build()), "Policy", none).keys(), WEB).denied();
    }

    @Test
    void refusesAnotherSubjectAsItRefusesARoleThatIsNotThere() {
        String text = "Not authorized to perform sts:AssumeRoleWithWebIdentity";
        String token = issuer.token(claims().build());

        assume(issuer.token(claims().subject("repo:acme/other").build()))
                .refused(403, "AccessDenied", text);
        rig.unsigned(
                        "AssumeRoleWithWebIdentity",
                        "RoleArn",
                        "arn:aws:iam::111122223333:role/Missing",
                        "RoleSessionName",
                        "ci",
                        "WebIdentityToken",
                        token)
                .refused(403, "AccessDenied", text);
    }

    @Test
    void refusesATokenForSomebodyElse() {
        assertInvalid(
                assume(issuer.token(claims().audience("phone").build())),
                "Incorrect token audience");
        assertInvalid(
                assume(issuer.token(claims().audience(List.of()).build())),
                "Incorrect token audience");
    }

    @Test
    void letsARoleAskForOneOfTheClients() {
        register("laptop", "phone");
        trust("%s:aud\":\"phone".formatted(issuer.name()));

        assume(issuer.token(claims().build())).refused(403, "AccessDenied");
        assume(issuer.token(claims().audience("phone").build())).succeeded();
        // Of two audiences, the one that asked for the token counts.
        JWTClaimsSet.Builder both = claims().audience(List.of("phone", "laptop"));
        assume(issuer.token(both.claim("azp", "laptop").build())).refused(403, "AccessDenied");
        assume(issuer.token(both.claim("azp", "phone").build())).succeeded();
    }

    @Test
    void refusesASignatureOfAnotherKey() {
        assertInvalid(
                assume(LocalIssuer.token(claims().build(), LocalIssuer.newKey("first"))),
                "Token signature invalid");
        String good = issuer.token(claims().build());
        String payload = good.split("\\.", -1)[1];
        String other =
                issuer.token(claims().subject("repo:acme/other").build()).split("\\.", -1)[1];
        assertInvalid(assume(good.replace(payload, other)), "Token signature invalid");
    }

    @Test
    void refusesATokenThatNobodySigned() {
        String text =
                "The ID Token provided is not a valid JWT. (You may see this error if you sent an"
                        + " Access Token)";

        assertInvalid(assume(new PlainJWT(claims().build()).serialize()), text);
        String good = issuer.token(claims().build());
        assertInvalid(assume(good.substring(0, good.lastIndexOf('.') + 1)), text);
        assertInvalid(assume("nonsense"), text);
        assertThat(issuer.asked()).isEmpty();
    }

    @Test
    void refusesAPublicKeyUsedAsASecret() throws JOSEException {
        MACSigner signer = new MACSigner(issuer.key().toRSAPublicKey().getEncoded());
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build();

        assertInvalid(
                assume(LocalIssuer.signed(header, claims().build(), signer)),
                "Token signature algorithm is not supported");
        assertThat(issuer.asked()).isEmpty();
    }

    @Test
    void refusesATokenOutsideItsTime() {
        Instant now = rig.now();
        long end = now.getEpochSecond();

        assume(issuer.token(claims().expirationTime(Date.from(now)).build()))
                .refused(
                        400,
                        "ExpiredTokenException",
                        "Token expired: current date/time %d must be before the expiration date/time %d"
                                .formatted(end, end));
        assertInvalid(
                assume(issuer.token(claims().issueTime(Date.from(now.plusSeconds(61))).build())),
                "Token is not valid yet");
        assertInvalid(
                assume(
                        issuer.token(
                                claims().notBeforeTime(Date.from(now.plusSeconds(61))).build())),
                "Token is not valid yet");
        assertInvalid(
                assume(issuer.token(claims().expirationTime(null).build())),
                "Missing a required claim: exp or iat");
    }

    @Test
    void asksNothingOfAnIssuerThatIsNotRegistered() {
        String token = issuer.token(claims().build());
        rig.directory.change(roster ->
                new Directory.Changed<>(
                        roster.without(roster.providers().byName(issuer.name()).orElseThrow()),
                        true));

        assertInvalid(
                assume(token),
                "No OpenIDConnect provider found in your account for " + issuer.url());
        assertInvalid(
                assume(issuer.token(claims().issuer(issuer.url() + "/other").build())),
                "No OpenIDConnect provider found in your account for " + issuer.url() + "/other");
        assertThat(issuer.asked()).isEmpty();
    }

    @Test
    void learnsANewKeyButAsksNoMoreThanOnceAMinute() {
        assume(issuer.token(claims().build())).succeeded();
        issuer.rotate();

        assertInvalid(assume(issuer.token(claims().build())), "Token signature invalid");
        assertThat(issuer.asked()).hasSize(2);
        rig.setNow(rig.now().plusSeconds(60));
        assume(issuer.token(claims().build())).succeeded();
        assertInvalid(
                assume(LocalIssuer.token(claims().build(), LocalIssuer.newKey("third"))),
                "Token signature invalid");
        assertThat(issuer.asked()).hasSize(4);
    }

    @Test
    void forgetsAKeyThatWasTakenBack() {
        String old =
                LocalIssuer.token(
                        claims().expirationTime(Date.from(rig.now().plusSeconds(9000))).build(),
                        issuer.key());
        assume(old).succeeded();
        issuer.rotate();
        rig.setNow(rig.now().plusSeconds(3600));

        assertInvalid(assume(old), "Token signature invalid");
    }

    @Test
    void goesOnForAWhileWithoutTheIssuer() {
        String token =
                issuer.token(
                        claims().expirationTime(Date.from(rig.now().plusSeconds(9000))).build());
        assume(token).succeeded();
        issuer.breakDown();

        assume(token).succeeded();
        rig.setNow(rig.now().plusSeconds(3600));
        assume(token).refused(400, "IDPCommunicationError", NO_KEYS);
        issuer.repair();
        rig.setNow(rig.now().plusSeconds(60));
        assume(token).succeeded();
    }

    @Test
    void trustsNoIssuerThatPointsElsewhere() {
        String token = issuer.token(claims().build());
        issuer.discoverAt(issuer.url(), "https://127.0.0.1:1/keys");
        assume(token).refused(400, "IDPCommunicationError", NO_KEYS);

        rig.setNow(rig.now().plusSeconds(60));
        issuer.discoverAt("https://another.example", issuer.url() + "/keys");
        assume(token).refused(400, "IDPCommunicationError", NO_KEYS);

        rig.setNow(rig.now().plusSeconds(60));
        issuer.repair();
        issuer.redirectKeys(issuer.url() + "/other");
        assume(token).refused(400, "IDPCommunicationError", NO_KEYS);
        assertThat(issuer.asked()).doesNotContain("/other");
    }

    @Test
    void trustsNoCertificateOfAnUnknownAuthority() {
        StsRig strict = new StsRig();
        strict.put(rig.directory.roster().providers().byName(issuer.name()).orElseThrow());

        strict.unsigned(
                        "AssumeRoleWithWebIdentity",
                        "RoleArn",
                        DEV,
                        "RoleSessionName",
                        "ci",
                        "WebIdentityToken",
                        issuer.token(claims().build()))
                .refused(400, "IDPCommunicationError", NO_KEYS);
        assertThat(issuer.asked()).isEmpty();
    }

    @Test
    void endsWithTheProvider() {
        StsAccount.Keys keys = assume(issuer.token(claims().build())).keys();
        rig.directory.change(roster ->
                new Directory.Changed<>(
                        roster.without(roster.providers().byName(issuer.name()).orElseThrow()),
                        true));

        assertThat(rig.connection(keys, WEB).body()).contains("ExpiredTokenException");
    }
}
