package dev.sallyport.server.identity.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    private final InMemoryDirectory store = new InMemoryDirectory();
    private final List<DirectoryEvent> events = new ArrayList<>();
    private final Directory directory = open(People.everybody());

    private Directory open(Roster first) {
        assertThat(store.create(first)).isTrue();
        return Directory.open(store, events::addAll);
    }

    private User alice() {
        return directory.roster().user("alice");
    }

    private void put(Entity entity) {
        directory.change(roster -> new Directory.Changed<>(roster.with(entity), true));
    }

    private void remove(Entity entity) {
        directory.change(roster -> new Directory.Changed<>(roster.without(entity), true));
    }

    private Powers powers() {
        return directory.ofUser(alice().id()).orElseThrow();
    }

    @Test
    void countsAUsersOwnPoliciesAndThoseOfItsGroups() {
        assertThat(powers().arn()).isEqualTo("arn:aws:iam::111122223333:user/alice");
        assertThat(powers().policies())
                .extracting(NamedPolicy::name)
                .containsExactly("Walls", "own", "AdministratorAccess", "more");
        assertThat(powers().policies())
                .extracting(NamedPolicy::owner)
                .containsExactly(
                        "arn:aws:iam::111122223333:user/alice",
                        "arn:aws:iam::111122223333:user/alice",
                        "arn:aws:iam::111122223333:group/operators",
                        "arn:aws:iam::111122223333:group/operators");
        assertThat(powers().boundary().flatMap(NamedPolicy::arn))
                .contains("arn:aws:iam::111122223333:policy/Walls");
        assertThat(powers().tags()).containsEntry("SSMSessionRunAs", "anirudh");
    }

    @Test
    void findsTheRoleOfANodeByItsBareName() {
        Powers deployer = directory.ofRoleNamed("deployer").orElseThrow();

        assertThat(deployer.arn()).isEqualTo("arn:aws:iam::111122223333:role/Deployer");
        assertThat(directory.ofRoleNamed("Nobody")).isEmpty();
    }

    @Test
    void givesTheSamePowersWhileNothingChanges() {
        assertThat(powers()).isSameAs(powers());

        put(People.user('Z', "zoe"));

        assertThat(powers()).isEqualTo(Powers.of(directory.roster(), alice()));
    }

    @Test
    void seesAChangedPolicyInTheNextQuestion() {
        assertThat(powers().policies().getFirst().document()).isEqualTo(People.ALLOW_ALL);

        put(directory.roster().policies().byName("Walls").orElseThrow().withDefault(2));

        assertThat(powers().policies().getFirst().document()).isEqualTo("{\"a\":1}");
        assertThat(powers().boundary().orElseThrow().document()).isEqualTo("{\"a\":1}");
    }

    @Test
    void knowsNoPowersOfTheGone() {
        String id = alice().id();
        remove(directory.roster().devices().byName("alice-phone").orElseThrow());

        remove(alice());

        assertThat(directory.ofUser(id)).isEmpty();
        assertThat(directory.findKey(People.key('B').id())).isEmpty();
    }

    @Test
    void allowsNothingWithinABoundaryThatCannotBeRead() {
        put(
                alice().withGrants(
                                alice().grants()
                                        .withBoundary(
                                                Optional.of("arn:aws:iam::aws:policy/Gone"))));

        assertThat(powers().boundary().orElseThrow().document())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[]}");
    }

    @Test
    void changesNothingWhenAStepFails() {
        Roster before = directory.roster();

        assertThatThrownBy(() ->
                        directory.change(_ -> {
                            throw DirectoryFault.invalidInput("no");
                        }))
                .isInstanceOf(DirectoryFault.class);

        assertThat(directory.roster()).isSameAs(before);
        assertThat(store.load()).contains(before);
    }

    @Test
    void makesAChangeAgainWhenAnotherServerWasFaster() {
        Directory other = Directory.open(store, _ -> {});
        other.change(roster -> new Directory.Changed<>(roster.with(People.user('Z', "zoe")), true));

        int seen =
                directory.change(roster ->
                        new Directory.Changed<>(
                                roster.with(People.user('Y', "yves")), roster.users().size()));

        assertThat(seen).isEqualTo(2);
        assertThat(directory.roster().users().size()).isEqualTo(3);
    }

    @Test
    void tellsOfAKeyThatWasSwitchedOff() {
        put(alice().withKeyring(alice().keyring().with(People.key('B').withActive(false))));

        assertThat(events)
                .containsExactly(
                        new DirectoryEvent.KeyEnded(
                                People.id("AIDA", 'B'), "AKIABBBBBBBBBBBBBBBB"));
    }

    @Test
    void tellsOfAUserWhoIsGoneWithEveryKey() {
        MfaDevice phone = directory.roster().devices().byName("alice-phone").orElseThrow();
        put(phone.withUse(Optional.empty()));
        assertThat(events)
                .containsExactly(
                        new DirectoryEvent.DeviceEnded(
                                People.id("AIDA", 'B'),
                                "arn:aws:iam::111122223333:mfa/alice-phone"));
        events.clear();

        remove(alice());

        assertThat(events)
                .containsExactly(
                        new DirectoryEvent.KeyEnded(People.id("AIDA", 'B'), "AKIABBBBBBBBBBBBBBBB"),
                        new DirectoryEvent.KeyEnded(People.id("AIDA", 'B'), "AKIACCCCCCCCCCCCCCCC"),
                        new DirectoryEvent.UserGone(
                                People.id("AIDA", 'B'), "arn:aws:iam::111122223333:user/alice"));
    }

    @Test
    void tellsWhosePowersAChangedPolicyAndAChangedGroupTouch() {
        put(directory.roster().policies().byName("Walls").orElseThrow().withDefault(2));
        assertThat(events)
                .containsExactly(
                        new DirectoryEvent.PowersChanged(
                                Set.of(People.id("AIDA", 'B'), People.id("AROA", 'B'))));
        events.clear();

        put(directory.roster().group("operators").withGrants(Grants.NONE));
        assertThat(events)
                .containsExactly(new DirectoryEvent.PowersChanged(Set.of(People.id("AIDA", 'B'))));
    }

    @Test
    void saysNothingWhenNobodyLosesOrGainsAnything() {
        put(People.user('Z', "zoe"));
        put(directory.roster().policies().byName("Walls").orElseThrow().withTags(Map.of()));

        assertThat(events).isEmpty();
    }

    @Test
    void takesOverWhatAnotherServerChanged() {
        Directory other = Directory.open(store, _ -> {});
        other.change(
                roster -> new Directory.Changed<>(roster.without(roster.role("Deployer")), true));

        directory.refresh();

        assertThat(directory.roster().roles().size()).isZero();
        assertThat(events)
                .containsExactly(
                        new DirectoryEvent.RoleGone(
                                People.id("AROA", 'B'), "arn:aws:iam::111122223333:role/Deployer"));
    }

    // The inline policy's text is a counter. A reader that saw a change done must never again get
    // an older text, however many threads read while the changes are made.
    @Test
    void neverFallsBackBehindAChangeThatReturned() throws InterruptedException {
        String id = alice().id();
        AtomicLong done = new AtomicLong();
        AtomicBoolean stale = new AtomicBoolean();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> readers = new ArrayList<>();
        put(alice().withGrants(Grants.NONE.withInline("n", "0")));
        for (int i = 0; i < 4; i++) {
            readers.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                while (!over.get()) {
                                    long least = done.get();
                                    Powers now = directory.ofUser(id).orElseThrow();
                                    long seen =
                                            Long.parseLong(now.policies().getFirst().document());
                                    if (seen < least) {
                                        stale.set(true);
                                    }
                                }
                            }));
        }

        for (long n = 1; n <= 3000; n++) {
            put(alice().withGrants(Grants.NONE.withInline("n", Long.toString(n))));
            done.set(n);
        }
        over.set(true);
        for (Thread reader : readers) {
            reader.join();
        }

        assertThat(stale).isFalse();
    }

    @Test
    void losesNoneOfManyChangesAtOnce() throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String prefix = "w" + i + "-";
            char letter = (char) ('C' + i);
            writers.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int n = 0; n < 50; n++) {
                                    String id = "AIDA" + letter + String.format("%016d", n);
                                    put(User.named(new Label(id, "/", prefix + n, People.NOON)));
                                }
                            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(directory.roster().users().size()).isEqualTo(401);
        assertThat(store.load()).contains(directory.roster());
    }
}
