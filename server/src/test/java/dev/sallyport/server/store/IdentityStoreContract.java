package dev.sallyport.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.identity.IdentityStore;
import dev.sallyport.server.identity.IdentityStore.KeyOwner;
import dev.sallyport.server.identity.IdentityStore.StoredKey;
import dev.sallyport.server.identity.IdentityStore.StoredUser;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every store of accounts, users and keys must do.
public abstract class IdentityStoreContract {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final AccountId ACME = new AccountId("111122223333");
    private static final StoredUser ADMIN =
            new StoredUser(ACME, "AIDA22222222222222222", "admin", Map.of());
    private static final StoredKey KEY = key("AKIA2222222222222222");

    protected abstract IdentityStore store();

    private static StoredKey key(String id) {
        return new StoredKey(id, Bytes.ofUtf8("sealed " + id), true, NOON);
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(store().findAccount()).isEmpty();
        assertThat(store().findUser("admin")).isEmpty();
        assertThat(store().findKey(KEY.id())).isEmpty();
    }

    @Test
    void bootstrapsOnce() {
        StoredUser other =
                new StoredUser(
                        new AccountId("999999999999"), "AIDA33333333333333333", "admin", Map.of());

        assertThat(store().bootstrap(ADMIN, KEY)).isTrue();
        assertThat(store().bootstrap(other, key("AKIA3333333333333333"))).isFalse();

        assertThat(store().findAccount()).contains(ACME);
        assertThat(store().findUser("admin")).contains(ADMIN);
        assertThat(store().findKey(KEY.id())).contains(new KeyOwner(KEY, ADMIN));
        assertThat(store().findKey("AKIA3333333333333333")).isEmpty();
    }

    @Test
    void replacesEveryKeyOfAUser() {
        store().bootstrap(ADMIN, KEY);
        StoredKey fresh = key("AKIA3333333333333333");

        store().replaceKeys(ADMIN.id(), fresh);

        assertThat(store().findKey(KEY.id())).isEmpty();
        assertThat(store().findKey(fresh.id())).contains(new KeyOwner(fresh, ADMIN));
    }

    @Test
    void replacesTheTagsOfAUser() {
        store().bootstrap(ADMIN, KEY);
        store().replaceUserTags(ADMIN.id(), Map.of("a", "1", "b", "2"));

        store().replaceUserTags(ADMIN.id(), Map.of("SSMSessionRunAs", "danirudh"));

        assertThat(store().findUser("admin").orElseThrow().tags())
                .isEqualTo(Map.of("SSMSessionRunAs", "danirudh"));
        assertThat(store().findKey(KEY.id()).orElseThrow().user().tags())
                .isEqualTo(Map.of("SSMSessionRunAs", "danirudh"));
    }
}
