package dev.sallyport.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RoleTokensTest {
    private static final AccountId ACME = new AccountId("111122223333");
    private static final NodeId WEB = new NodeId("mi-0123456789abcdef0");
    private static final NodeId MAIL = new NodeId("mi-fedcba98765432100");
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MasterKey master = MasterKey.generate(RANDOM);
    private final RoleTokens tokens = new RoleTokens(ACME, master, RANDOM);
    private final Credentials credentials = credentials(tokens);

    private Credentials credentials(RoleTokens some) {
        return NodeCredentials.of(master, some);
    }

    private CredentialOutcome find(IssuedCredentials issued, Instant now) {
        return credentials.find(issued.accessKeyId(), Optional.of(issued.sessionToken()), now);
    }

    @Test
    void givesBackTheNodeItIssuedATokenTo() {
        IssuedCredentials issued = tokens.issue(WEB, "service-role/Nodes", NOON);

        assertThat(issued.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(issued.expires()).isEqualTo("2030-01-01T13:00:00Z");
        assertThat(issued.sessionToken()).hasSizeLessThan(1024);
        assertThat(issued.secretKey().<Integer>reveal(String::length)).isEqualTo(40);
        CredentialOutcome.Found found = found(issued, NOON.plusSeconds(3599));
        assertThat(found.caller().arn())
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/Nodes/mi-0123456789abcdef0");
        assertThat(found.caller().userId()).matches("AROA[A-Z2-7]{17}:mi-0123456789abcdef0");
        assertThat(found.caller().accessKeyId()).isEqualTo(issued.accessKeyId());
        assertThat(issued.secretKey().<Boolean>reveal(found.secretKey()::matches)).isTrue();
    }

    private CredentialOutcome.Found found(IssuedCredentials issued, Instant now) {
        assertThat(find(issued, now)).isInstanceOf(CredentialOutcome.Found.class);
        return (CredentialOutcome.Found) find(issued, now);
    }

    @Test
    void knowsItsTokensAfterARestart() {
        IssuedCredentials issued = tokens.issue(WEB, "Nodes", NOON);
        Credentials restarted = credentials(new RoleTokens(ACME, master, RANDOM));

        assertThat(restarted.find(issued.accessKeyId(), Optional.of(issued.sessionToken()), NOON))
                .isInstanceOf(CredentialOutcome.Found.class);
    }

    @Test
    void refusesATokenWhoseTimeIsOver() {
        IssuedCredentials issued = tokens.issue(WEB, "Nodes", NOON);

        assertThat(find(issued, NOON.plusSeconds(3600))).isEqualTo(new CredentialOutcome.Expired());
    }

    @Test
    void refusesATokenUnderAnotherAccessKey() {
        IssuedCredentials web = tokens.issue(WEB, "Nodes", NOON);
        IssuedCredentials mail = tokens.issue(MAIL, "Nodes", NOON);

        assertThat(credentials.find(web.accessKeyId(), Optional.of(mail.sessionToken()), NOON))
                .isEqualTo(new CredentialOutcome.BadToken());
    }

    @Test
    void refusesATemporaryKeyWithoutItsToken() {
        IssuedCredentials issued = tokens.issue(WEB, "Nodes", NOON);

        assertThat(credentials.find(issued.accessKeyId(), Optional.empty(), NOON))
                .isEqualTo(new CredentialOutcome.BadToken());
    }

    @Test
    void tellsAnotherMasterKeyFromAnAlteredToken() {
        RoleTokens others = new RoleTokens(ACME, MasterKey.generate(RANDOM), RANDOM);
        IssuedCredentials foreign = others.issue(WEB, "Nodes", NOON);

        assertThat(tokens.read(foreign.accessKeyId(), foreign.sessionToken(), NOON))
                .isEqualTo(new RoleTokens.Reading.OtherKey());
        assertThat(find(foreign, NOON)).isEqualTo(new CredentialOutcome.BadToken());
    }

    @Test
    void refusesWhatIsNoToken() {
        for (String text : new String[] {"", "AAAA", "not base64!", "A".repeat(4096)}) {
            assertThat(credentials.find("ASIA2222222222222222", Optional.of(text), NOON))
                    .as(text)
                    .isEqualTo(new CredentialOutcome.BadToken());
        }
    }

    @Property(tries = 300)
    void refusesATokenWithAnyBitChanged(
            @ForAll @IntRange(min = 0, max = 10_000) int place,
            @ForAll @IntRange(max = 7) int bit) {
        IssuedCredentials issued = tokens.issue(WEB, "Nodes", NOON);
        byte[] altered = Bytes.ofBase64(issued.sessionToken()).toArray();
        altered[place % altered.length] ^= (byte) (1 << bit);

        assertThat(
                        credentials.find(
                                issued.accessKeyId(),
                                Optional.of(Bytes.wrap(altered).toBase64()),
                                NOON))
                .isEqualTo(new CredentialOutcome.BadToken());
    }

    @Test
    void refusesEveryTokenOfABarredNodeAtOnce() {
        IssuedCredentials web = tokens.issue(WEB, "Nodes", NOON);
        IssuedCredentials mail = tokens.issue(MAIL, "Nodes", NOON);

        tokens.bar(WEB);

        IssuedCredentials overlapping = tokens.issue(WEB, "Nodes", NOON.plusSeconds(1));
        assertThat(find(web, NOON)).isEqualTo(new CredentialOutcome.Expired());
        assertThat(find(overlapping, NOON.plusSeconds(1)))
                .isEqualTo(new CredentialOutcome.Expired());
        assertThat(find(mail, NOON)).isInstanceOf(CredentialOutcome.Found.class);
    }

    @Test
    void refusesTokensIssuedUpToARevocationOnly() {
        IssuedCredentials before = tokens.issue(WEB, "Nodes", NOON);
        IssuedCredentials after = tokens.issue(WEB, "Nodes", NOON.plusMillis(1));

        tokens.revoke(WEB, NOON);
        tokens.revoke(WEB, NOON.minusSeconds(9));

        assertThat(find(before, NOON)).isEqualTo(new CredentialOutcome.Expired());
        assertThat(find(after, NOON)).isInstanceOf(CredentialOutcome.Found.class);
    }

    @Test
    void printsNoSecret() {
        IssuedCredentials issued = tokens.issue(WEB, "Nodes", NOON);

        assertThat(issued.toString()).doesNotContain(issued.sessionToken());
        assertThat(master.toString()).isEqualTo("MasterKey[***]");
    }
}
