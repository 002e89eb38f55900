package dev.sallyport.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.api.sallyport.GroupKeys;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Group;
import dev.sallyport.server.identity.directory.InMemoryDirectory;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.identity.directory.SshKey;
import dev.sallyport.server.identity.directory.User;
import dev.sallyport.server.net.HttpRequest;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupKeysTest {
    private static final Group OPS = People.group('A', "ops");

    private final PathRoutes routes = routes();

    private static User user(char letter, String name, SshKey... keys) {
        User user = People.user(letter, name).joined(OPS.id());
        for (SshKey key : keys) {
            user = user.withKeyring(user.keyring().with(key));
        }
        return user;
    }

    private static SshKey key(String id, boolean active) {
        return new SshKey(id, "ssh-ed25519 AAAA" + id, "fingerprint", active, People.NOON);
    }

    private static PathRoutes routes() {
        InMemoryDirectory store = new InMemoryDirectory();
        store.create(
                People.NOBODY
                        .with(OPS)
                        .with(user('B', "bob", key("APKAB1", true), key("APKAB2", false)))
                        .with(user('A', "alice", key("APKAA1", true)))
                        .with(
                                People.user('C', "carol")
                                        .withKeyring(
                                                People.user('C', "carol")
                                                        .keyring()
                                                        .with(key("APKAC1", true)))));
        PathRoutes.Builder builder = PathRoutes.builder();
        new GroupKeys(Directory.open(store, _ -> {})).register(builder);
        return builder.build();
    }

    private PathRoutes.Match match(String group) {
        return routes.find("GET", "/sallyport/v1/groups/" + group + "/ssh-keys").orElseThrow();
    }

    private String read(String group) {
        PathRoutes.Match match = match(group);
        HttpRequest request =
                new HttpRequest(
                        "GET", "/", "", List.of(), Bytes.EMPTY, new InetSocketAddress(0), true);
        return match.route()
                .handler()
                .handle(
                        Counter.overPlainHttp(Instant.EPOCH, "sp.example"),
                        request,
                        match.variable())
                .body()
                .toUtf8();
    }

    @Test
    void givesTheActiveKeysOfTheMembersAlone() {
        assertThat(read("ops"))
                .isEqualTo(
                        """
                        {"group":"ops","keys":[\
                        {"user":"alice","id":"APKAA1","key":"ssh-ed25519 AAAAAPKAA1"},\
                        {"user":"bob","id":"APKAB1","key":"ssh-ed25519 AAAAAPKAB1"}]}
                        """);
    }

    @Test
    void isDecidedOnTheGroup() {
        SignedAction action = match("ops").route().signed().orElseThrow();

        assertThat(action.action()).isEqualTo("sallyport:GetGroupKeys");
        assertThat(action.resources().apply("ops"))
                .containsExactly("arn:aws:iam::111122223333:group/ops");
        assertThat(action.resources().apply("nobody"))
                .containsExactly("arn:aws:iam::111122223333:group/nobody");
    }

    @Test
    void saysThatAGroupIsNotThere() {
        assertThatThrownBy(() -> read("nobody"))
                .isInstanceOf(ServiceFault.class)
                .hasMessageContaining("nobody");
    }
}
