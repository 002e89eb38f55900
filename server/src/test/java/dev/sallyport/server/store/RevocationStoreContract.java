package dev.sallyport.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.identity.RevocationStore;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every store of revocations keeps to.
public abstract class RevocationStoreContract {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant EVER = Instant.EPOCH;

    protected abstract RevocationStore store();

    @Test
    void keepsTheLaterOfTwo() {
        store().put("AIDA", NOON, EVER);
        store().put("AIDA", NOON.minusSeconds(1), EVER);
        store().put("AROA", NOON, EVER);
        store().put("AROA", NOON.plusSeconds(1), EVER);

        assertThat(store().load(EVER)).isEqualTo(Map.of("AIDA", NOON, "AROA", NOON.plusSeconds(1)));
    }

    @Test
    void forgetsOnlyWhatIsOfNoUse() {
        store().put("old", NOON.minusMillis(1), EVER);
        store().put("edge", NOON, EVER);
        store().put("new", NOON.plusSeconds(9), NOON);

        assertThat(store().load(EVER)).containsOnlyKeys("edge", "new");
        assertThat(store().load(NOON.plusSeconds(9))).containsOnlyKeys("new");
    }
}
