package dev.sallyport.server.identity.care;

import static dev.sallyport.server.identity.care.Office.assertFault;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.ALREADY_EXISTS;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.DELETE_CONFLICT;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.INVALID_INPUT;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.LIMIT_EXCEEDED;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.NO_SUCH_ENTITY;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.UNMODIFIABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.identity.directory.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsersTest {
    private final Office office = new Office();
    private final Users users = office.users;

    @Test
    void makesAUserWithNothingButItsTags() {
        User alice =
                users.create("alice", Optional.of("/ops/"), Optional.empty(), Map.of("a", "1"));

        assertThat(alice.id()).matches("AIDA[A-Z2-7]{17}");
        assertThat(office.roster().names().of(alice))
                .isEqualTo("arn:aws:iam::111122223333:user/ops/alice");
        assertThat(alice.grants().isEmpty()).isTrue();
        assertThat(office.roster().user("ALICE")).isEqualTo(alice);
    }

    @Test
    void takesNoNameThatDiffersInCaseOnly() {
        office.user("alice");

        assertFault(
                ALREADY_EXISTS, "User with name Alice already exists.", () -> office.user("Alice"));
    }

    @Test
    void keepsTheIdWhenAUserIsRenamed() {
        User alice = office.user("alice");
        office.user("bob");

        users.update("alice", Optional.of("/x/"), Optional.of("Alice2"));

        assertThat(office.roster().users().byName("alice")).isEmpty();
        assertThat(office.roster().user("alice2").id()).isEqualTo(alice.id());
        assertFault(
                ALREADY_EXISTS,
                "User with name bob already exists.",
                () -> users.update("alice2", Optional.empty(), Optional.of("bob")));
    }

    @Test
    void deletesNobodyOnWhomSomethingStands() {
        String policy = office.policy("Walls");
        office.user("alice");
        office.groups.create("ops", Optional.empty());

        office.keys.create("alice");
        conflict("must remove referenced objects first.");
        office.keys.delete("alice", key());
        office.groups.add("ops", "alice");
        conflict("must remove referenced objects first.");
        office.groups.remove("ops", "alice");
        office.grantees.attach(Grantees.Kind.USER, "alice", policy);
        conflict("must detach all policies first.");
        office.grantees.detach(Grantees.Kind.USER, "alice", policy);
        office.grantees.putInline(Grantees.Kind.USER, "alice", "p", "{}");
        conflict("must delete policies first.");
        office.grantees.deleteInline(Grantees.Kind.USER, "alice", "p");

        users.delete("alice");

        assertFault(
                NO_SUCH_ENTITY,
                "The user with name alice cannot be found.",
                () -> users.delete("alice"));
    }

    private void conflict(String rest) {
        assertFault(DELETE_CONFLICT, "Cannot delete entity, " + rest, () -> users.delete("alice"));
    }

    private String key() {
        return office.roster().user("alice").keyring().accessKeys().getFirst().id();
    }

    @Test
    void keepsTheAdministratorWhereItIs() {
        assertFault(
                UNMODIFIABLE,
                "The user admin cannot be deleted: with its key an operator gets back into the"
                        + " account.",
                () -> users.delete("admin"));
        assertFault(
                UNMODIFIABLE,
                "The user admin cannot be renamed: with its key an operator gets back into the"
                        + " account.",
                () -> users.update("admin", Optional.empty(), Optional.of("root")));
    }

    @Test
    void replacesATagWhateverTheCaseOfItsKey() {
        office.user("alice");
        users.tag("alice", Map.of("team", "web", "x", "1"));

        users.tag("alice", Map.of("Team", "db"));
        users.untag("alice", List.of("X"));

        assertThat(office.roster().user("alice").tags()).isEqualTo(Map.of("Team", "db"));
    }

    @Test
    void refusesTagsAwsWouldRefuse() {
        office.user("alice");
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 51; i++) {
            many.put("k" + i, "");
        }

        assertFault(
                LIMIT_EXCEEDED,
                "The number of tags has reached the maximum limit.",
                () -> users.tag("alice", many));
        assertFault(
                INVALID_INPUT,
                "The tag key prefix aws: is reserved: AWS:x",
                () -> users.tag("alice", Map.of("AWS:x", "1")));
        assertFault(
                INVALID_INPUT,
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                () -> users.tag("alice", Map.of("a", "1", "A", "2")));
    }

    @Test
    void givesAUserTwoKeysAtMost() {
        office.user("alice");
        AccessKeys.Fresh first = office.keys.create("alice");
        office.keys.create("alice");

        assertFault(
                LIMIT_EXCEEDED,
                "Cannot exceed quota for AccessKeysPerUser: 2",
                () -> office.keys.create("alice"));
        assertThat(first.secret().toString()).isEqualTo("Secret[***]");
        assertThat(first.toString()).doesNotContain(first.secret().<String>reveal(it -> it));
    }

    @Test
    void touchesNobodyElsesKey() {
        office.user("alice");
        office.user("bob");
        String id = office.keys.create("bob").key().id();

        assertFault(
                NO_SUCH_ENTITY,
                "The Access Key with id " + id + " cannot be found.",
                () -> office.keys.delete("alice", id));
        assertFault(
                NO_SUCH_ENTITY,
                "The Access Key with id " + id + " cannot be found.",
                () -> office.keys.setActive("alice", id, false));
        assertThat(office.directory.findKey(id).orElseThrow().key().active()).isTrue();
    }

    @Test
    void switchesAKeyOffForTheNextCall() {
        office.user("alice");
        String id = office.keys.create("alice").key().id();

        office.keys.setActive("alice", id, false);
        assertThat(office.directory.findKey(id).orElseThrow().key().active()).isFalse();

        office.keys.delete("alice", id);
        assertThat(office.directory.findKey(id)).isEmpty();
    }

    @Test
    void letsAUserBeInTenGroups() {
        office.user("alice");
        for (int i = 0; i < 10; i++) {
            office.groups.create("g" + i, Optional.empty());
            office.groups.add("g" + i, "alice");
        }
        office.groups.create("g10", Optional.empty());

        office.groups.add("g0", "alice");
        assertFault(
                LIMIT_EXCEEDED,
                "Cannot exceed quota for GroupsPerUser: 10",
                () -> office.groups.add("g10", "alice"));
        assertFault(
                DELETE_CONFLICT,
                "Cannot delete entity, must remove users from group first.",
                () -> office.groups.delete("g0"));
    }
}
