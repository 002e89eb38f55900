package dev.sallyport.server.api.ssmmessages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.sigv4.DerivedKeys;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.protocol.sigv4.RequestHead;
import dev.sallyport.protocol.sigv4.Signer;
import dev.sallyport.protocol.sigv4.SigningKey;
import dev.sallyport.protocol.sigv4.Verifier;
import dev.sallyport.server.access.People;
import dev.sallyport.server.access.PlainThings;
import dev.sallyport.server.access.PolicyAccess;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authenticator;
import dev.sallyport.server.api.Territory;
import dev.sallyport.server.api.TrustedProxies;
import dev.sallyport.server.api.ssmmessages.SignedOpens.Demand;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.CredentialOutcome;
import dev.sallyport.server.net.HttpRequest;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignedOpensTest {
    private static final AccountId ACME = new AccountId("111122223333");
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Secret SECRET = Secret.of("wJalrXUtnFEMI+K7MDENG+bPxRfiCYEXAMPLEKEY");
    private static final NodeId WEB = new NodeId("mi-0123456789abcdef0");
    private static final Caller ALICE =
            new Caller.User(ACME, "alice", "AIDAALICE", "AKIAALICE", Map.of());
    private static final Caller NODE =
            new Caller.NodeRole(ACME, WEB, "Nodes", "AROANodes", "ASIANODE");
    private static final String OPEN = "ssmmessages:OpenDataChannel";

    private final People people = new People().user("AIDAALICE");
    private Caller caller = ALICE;

    private static String policy(String effect, String action, String resource) {
        return """
        {"Version":"2012-10-17","Statement":[{"Effect":"%s","Action":"%s","Resource":"%s"}]}\
        """
                .formatted(effect, action, resource);
    }

    private Signed open(Demand demand, HttpRequest upgrade) {
        Authenticator authenticator =
                new Authenticator(
                        (_, _, _) -> new CredentialOutcome.Found(caller, SECRET),
                        _ -> Optional.empty(),
                        new Verifier(new DerivedKeys(8)),
                        new Territory(ACME, "us-east-1", Set.of()),
                        () -> NOON);
        return new SignedOpens(
                        authenticator,
                        new PolicyAccess(people, new PlainThings()),
                        new TrustedProxies(List.of()),
                        new ResourceNames("us-east-1", ACME),
                        () -> NOON,
                        demand)
                .of(upgrade);
    }

    private static HttpRequest upgrade(String path, boolean signed) {
        List<Header> headers = new ArrayList<>(List.of(new Header("Host", "sp.example")));
        if (signed) {
            SigningKey key = new SigningKey("AKIAALICE", SECRET, Optional.empty());
            RequestHead head = new RequestHead("GET", path, "", List.copyOf(headers));
            headers.addAll(Signer.sign(head, Bytes.EMPTY, key, "us-east-1", "ssmmessages", NOON));
        }
        return new HttpRequest(
                "GET", path, "", headers, Bytes.EMPTY, new InetSocketAddress("192.0.2.1", 9), true);
    }

    private static HttpRequest data(boolean signed) {
        return upgrade("/v1/data-channel/alice-1", signed);
    }

    @Test
    void takesUnsignedOnesForTheirToken() {
        assertThat(open(Demand.NO_DENIAL, data(false))).isEqualTo(new Signed.Nobody());
    }

    @Test
    void takesSignedOnesWithoutAPolicyForIt() {
        assertThat(open(Demand.NO_DENIAL, data(true))).isEqualTo(new Signed.By(ALICE));
    }

    @Test
    void refusesWhatAPolicyDenies() {
        people.user(
                "AIDAALICE",
                policy("Deny", OPEN, "arn:aws:ssm:us-east-1:111122223333:session/alice-*"));

        assertThat(open(Demand.NO_DENIAL, data(true)))
                .isInstanceOfSatisfying(
                        Signed.Bad.class,
                        bad ->
                                assertThat(bad.text())
                                        .contains(OPEN)
                                        .endsWith(
                                                "with an explicit deny in an identity-based"
                                                        + " policy"));
        assertThat(open(Demand.NO_DENIAL, upgrade("/v1/data-channel/bob-1", true)))
                .isEqualTo(new Signed.By(ALICE));
    }

    @Test
    void demandsASignatureAndAPermissionWhereThatIsSet() {
        assertThat(open(Demand.PERMISSION, data(false))).isInstanceOf(Signed.Bad.class);
        assertThat(open(Demand.PERMISSION, data(true))).isInstanceOf(Signed.Bad.class);

        people.user("AIDAALICE", policy("Allow", OPEN, "*"));

        assertThat(open(Demand.PERMISSION, data(true))).isEqualTo(new Signed.By(ALICE));
    }

    @Test
    void needsNoPolicyOfANodeButHeedsADenial() {
        caller = NODE;
        people.role("Nodes");
        assertThat(open(Demand.PERMISSION, data(true))).isEqualTo(new Signed.By(NODE));

        people.role("Nodes", policy("Deny", OPEN, "*"));

        assertThat(open(Demand.PERMISSION, data(true))).isInstanceOf(Signed.Bad.class);
    }

    @Test
    void letsANodeOpenNoOthersControlChannel() {
        caller = NODE;
        people.role("Nodes");

        assertThat(open(Demand.NO_DENIAL, upgrade("/v1/control-channel/" + WEB, true)))
                .isEqualTo(new Signed.By(NODE));
        assertThat(
                        open(
                                Demand.NO_DENIAL,
                                upgrade("/v1/control-channel/mi-0fedcba9876543210", true)))
                .isInstanceOf(Signed.Bad.class);
    }
}
