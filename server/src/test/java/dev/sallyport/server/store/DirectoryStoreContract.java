package dev.sallyport.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.DirectoryStore;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.Keyring;
import dev.sallyport.server.identity.directory.ManagedPolicy;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every store of the account must do.
public abstract class DirectoryStoreContract {
    protected abstract DirectoryStore store();

    private Directory opened(Roster first) {
        assertThat(store().create(first)).isTrue();
        return Directory.open(store(), _ -> {});
    }

    private static void put(Directory directory, Entity entity) {
        directory.change(roster -> new Directory.Changed<>(roster.with(entity), true));
    }

    private Roster stored() {
        return store().load().orElseThrow();
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(store().load()).isEmpty();
        assertThat(store().version()).isZero();
    }

    @Test
    void createsOneAccountOnly() {
        assertThat(store().create(People.NOBODY)).isTrue();
        assertThat(store().create(People.everybody())).isFalse();

        assertThat(store().load()).contains(People.NOBODY);
    }

    @Test
    void givesBackEverythingThereIs() {
        assertThat(store().create(People.everybody())).isTrue();

        assertThat(store().load()).contains(People.everybody());
        assertThat(store().version()).isEqualTo(1);
    }

    @Test
    void givesBackWhatWasAddedPieceByPiece() {
        Directory directory = opened(People.NOBODY);

        directory.change(_ -> new Directory.Changed<>(People.everybody(), true));

        assertThat(stored()).isEqualTo(directory.roster());
        assertThat(stored().users()).isEqualTo(People.everybody().users());
        assertThat(stored().version()).isEqualTo(2);
    }

    @Test
    void replacesWhatAnEntityHad() {
        Directory directory = opened(People.everybody());
        User alice = directory.roster().user("alice");

        put(
                directory,
                new User(
                        alice.label().renamed("/ops/", "Alice"),
                        Map.of("b", "2"),
                        Grants.NONE,
                        Set.of(),
                        Keyring.EMPTY.with(People.key('D').withActive(false))));

        assertThat(stored()).isEqualTo(directory.roster());
        User now = stored().user("alice");
        assertThat(now.name()).isEqualTo("Alice");
        assertThat(now.path()).isEqualTo("/ops/");
        assertThat(now.keyring().accessKeys()).containsExactly(People.key('D').withActive(false));
    }

    @Test
    void keepsThePolicyInUseWhileItsVersionsChange() {
        Directory directory = opened(People.everybody());
        ManagedPolicy walls = directory.roster().policies().byName("Walls").orElseThrow();

        put(directory, walls.withDefault(2).withoutVersion(1));

        assertThat(stored()).isEqualTo(directory.roster());
        ManagedPolicy now = stored().policies().byName("Walls").orElseThrow();
        assertThat(now.document()).isEqualTo("{\"a\":1}");
        assertThat(now.versions().last()).isEqualTo(2);
        assertThat(stored().user("alice").grants().boundary()).contains(walls.arn());
    }

    @Test
    void deletesEverythingInOneChange() {
        Directory directory = opened(People.everybody());

        directory.change(_ -> new Directory.Changed<>(People.NOBODY, true));

        assertThat(stored()).isEqualTo(directory.roster());
        assertThat(stored().users().size()).isZero();
        assertThat(stored().account().passwordPolicy()).isEmpty();
    }

    @Test
    void refusesAChangeMadeFromAnOldPicture() {
        Directory mine = opened(People.NOBODY);
        Roster old = mine.roster();
        put(mine, People.user('B', "alice"));

        Roster late = old.with(People.user('C', "bob"));
        assertThat(store().replace(old, late)).isFalse();

        assertThat(stored().users().byName("bob")).isEmpty();
    }

    @Test
    void letsTwoServersChangeInTurn() {
        Directory mine = opened(People.NOBODY);
        Directory others = Directory.open(store(), _ -> {});
        put(mine, People.user('B', "alice"));

        put(others, People.user('C', "bob"));
        mine.refresh();

        assertThat(mine.roster()).isEqualTo(others.roster());
        assertThat(Optional.of(mine.roster())).isEqualTo(store().load());
        assertThat(mine.roster().users().size()).isEqualTo(2);
    }
}
