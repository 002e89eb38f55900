package dev.sallyport.server.identity.care;

import static dev.sallyport.server.identity.care.Office.assertFault;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.ALREADY_EXISTS;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.DUPLICATE_PUBLIC_KEY;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.INVALID_VALUE;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.NO_SUCH_ENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.identity.directory.LastUse;
import dev.sallyport.server.identity.directory.LastUseStore;
import dev.sallyport.server.identity.directory.LastUses;
import dev.sallyport.server.identity.directory.OidcProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {
    private static final String PRINT = "ab".repeat(20);
    private static final String ARN = "arn:aws:iam::111122223333:oidc-provider/id.example/realm";

    private final Office office = new Office();
    private final Providers providers = new Providers(office.registrar);

    private OidcProvider make(String url) {
        return providers.create(
                new Providers.Request(url, List.of("one"), List.of(PRINT), Map.of()));
    }

    @Test
    void namesAProviderByItsUrl() {
        OidcProvider made = make("https://id.example/realm/");

        assertThat(office.roster().names().of(made)).isEqualTo(ARN);
        assertFault(
                ALREADY_EXISTS,
                "Provider with url https://id.example/realm already exists.",
                () -> make("https://id.example/realm"));
    }

    @Test
    void changesItsClientsAndThumbprints() {
        make("https://id.example/realm");

        providers.addClient(ARN, "two");
        providers.addClient(ARN, "two");
        providers.removeClient(ARN, "one");
        providers.setThumbprints(ARN, List.of("cd".repeat(20)));

        OidcProvider now = Providers.find(office.roster(), ARN);
        assertThat(now.clients()).containsExactly("two");
        assertThat(now.thumbprints()).containsExactly("cd".repeat(20));
        providers.delete(ARN);
        assertFault(
                NO_SUCH_ENTITY,
                "OpenIDConnect Provider not found for arn " + ARN,
                () -> providers.delete(ARN));
    }

    @ParameterizedTest(name = "{0} is no issuer")
    @ValueSource(
            strings = {
                "http://id.example",
                "id.example",
                "https://",
                "https://id.example/?a=b",
                "https://id.example/#x",
                "https://user:pass@id.example",
                "https://id example"
            })
    void trustsNoIssuerThatIsNoPlainHttpsAddress(String url) {
        assertFault(INVALID_VALUE, "Invalid Open ID Connect Provider URL", () -> make(url));
    }

    @Test
    void takesNoOtherThumbprints() {
        assertFault(
                INVALID_VALUE,
                "Thumbprint must be 40 hexadecimal digits",
                () ->
                        providers.create(
                                new Providers.Request(
                                        "https://id.example",
                                        List.of(),
                                        List.of("z".repeat(40)),
                                        Map.of())));
    }

    @Test
    void keepsAnSshKeyOncePerUser() {
        office.user("alice");
        SshKeys keys = new SshKeys(office.registrar);
        String line =
                "ssh-ed25519"
                        + " AAAAC3NzaC1lZDI1NTE5AAAAIATfgvsdtaFnE0F173ylAuczTi8XsEXDYirEXS9cxJ4Z";
        String id = keys.upload("alice", line + " alice").id();

        assertThat(id).matches("APKA[A-Z2-7]{17}");
        assertFault(
                DUPLICATE_PUBLIC_KEY,
                "The public key is already associated with the user.",
                () -> keys.upload("alice", line + " other"));
        keys.setActive("alice", id, false);
        assertThat(SshKeys.find(office.roster(), "alice", id).active()).isFalse();
        keys.delete("alice", id);
        assertFault(
                NO_SUCH_ENTITY,
                "The Public Key with id " + id + " cannot be found.",
                () -> keys.delete("alice", id));
    }

    /// Keeps in a map.
    private static final class InMemoryUses implements LastUseStore {
        private final Map<String, LastUse> uses = new HashMap<>();

        @Override
        public Map<String, LastUse> all() {
            return uses;
        }

        @Override
        public void put(Map<String, LastUse> more) {
            uses.putAll(more);
        }
    }

    @Test
    void remembersLastUsesAfterAFlush() {
        InMemoryUses store = new InMemoryUses();
        LastUses uses = new LastUses(store);
        LastUse use = new LastUse(office.now(), "us-east-1", "ssm");
        uses.note("AKIA", use);

        assertThat(uses.find("AKIA")).contains(use);
        assertThat(store.all()).isEmpty();
        uses.flush();
        assertThat(new LastUses(store).find("AKIA")).contains(use);
    }

    @Test
    void reportsWhoHasWhichCredentials() {
        office.user("alice,b");
        String key = office.keys.create("alice,b").key().id();
        LastUses uses = new LastUses(new InMemoryUses());
        uses.note(key, new LastUse(office.now(), "us-east-1", "ssm"));

        List<String> lines = new CredentialReport(office.roster(), uses).write().lines().toList();

        assertThat(lines.getFirst()).startsWith("user,arn,user_creation_time,password_enabled,");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(2))
                .isEqualTo(
                        "\"alice,b\",\"arn:aws:iam::111122223333:user/alice,b\","
                                + "2030-01-01T12:00:00+00:00,false,N/A,N/A,N/A,false,"
                                + "true,2030-01-01T12:00:00+00:00,2030-01-01T12:00:00+00:00,"
                                + "us-east-1,ssm,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A");
        assertThat(lines.getFirst().split(",", -1)).hasSize(22);
    }
}
