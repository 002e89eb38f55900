package dev.sallyport.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActivationsTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00.123Z");

    private final InMemoryFleet store = new InMemoryFleet();
    private final Activations activations =
            new Activations(store, new SecureRandom(), InstantSource.fixed(NOON));

    private Activations.Outcome create(Optional<Instant> expires) {
        return activations.create(new Activations.Request("Nodes", "", "", 1, expires, Map.of()));
    }

    @Test
    void isGoodForADayToTheMillisecond() {
        var created = (Activations.Outcome.Created) create(Optional.empty());

        assertThat(created.activation().terms().expires()).isEqualTo("2030-01-02T12:00:00.123Z");
        assertThat(created.activation().id())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void keepsOnlyAHashOfTheCode() {
        var created = (Activations.Outcome.Created) create(Optional.empty());
        String kept = store.findCodeHash(created.activation().id()).orElseThrow();

        assertThat(created.code().<String>reveal(code -> code)).matches("[A-Za-z0-9][\\w-]{31}");
        assertThat(created.code().<Boolean>reveal(kept::contains)).isFalse();
        assertThat(created.toString()).contains("Secret[***]");
    }

    @Test
    void provesAnActivationByItsCodeOnly() {
        var created = (Activations.Outcome.Created) create(Optional.empty());
        String id = created.activation().id();

        assertThat(activations.prove(id, created.code())).contains(created.activation());
        assertThat(activations.prove(id, Secret.of(""))).isEmpty();
        assertThat(activations.prove("", created.code())).isEmpty();
    }

    @Test
    void refusesADateThatIsPastOrTooFarOff() {
        assertThat(create(Optional.of(NOON)))
                .isEqualTo(new Activations.Outcome.BadExpiry("the expiration date is past"));
        assertThat(create(Optional.of(NOON.plus(Duration.ofDays(30)).plusMillis(1))))
                .isEqualTo(
                        new Activations.Outcome.BadExpiry(
                                "the expiration date is more than 30 days off"));
        assertThat(create(Optional.of(NOON.plus(Duration.ofDays(30)))))
                .isInstanceOf(Activations.Outcome.Created.class);
    }
}
