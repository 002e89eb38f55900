package dev.sallyport.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.sigv4.DerivedKeys;
import dev.sallyport.protocol.sigv4.Verifier;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.CredentialOutcome;
import dev.sallyport.server.identity.directory.LastUse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WitnessTest {
    private final Map<Caller, LastUse> seen = new HashMap<>();
    private final Authenticator authenticator =
            new Authenticator(
                    (_, _, _) -> new CredentialOutcome.Found(Harbour.ALICE, Harbour.SECRET),
                    _ -> Optional.empty(),
                    new Verifier(new DerivedKeys(8)),
                    new Territory(Harbour.ACCOUNT, "eu-central-1", Set.of("us-east-1")),
                    () -> Harbour.NOON,
                    seen::put);

    @Test
    void hearsOfACallerWhoProvedItself() {
        authenticator.signed(Letter.sts().signed("sts").request(), "sts");

        assertThat(seen)
                .isEqualTo(Map.of(Harbour.ALICE, new LastUse(Harbour.NOON, "eu-central-1", "sts")));
    }

    @Test
    void hearsNothingOfAKeyThatSomebodyOnlyNames() {
        Letter signed = Letter.sts().signed("sts");

        authenticator.signed(
                signed.tampered("Signature=[0-9a-f]{8}", "Signature=00000000").request(), "sts");
        authenticator.signed(signed.saying("Action=Other").request(), "sts");

        assertThat(seen).isEmpty();
    }
}
