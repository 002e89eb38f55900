package dev.sallyport.server.identity.care;

import static dev.sallyport.server.identity.care.Office.assertFault;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.LIMIT_EXCEEDED;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.NO_SUCH_ENTITY;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.SERVICE_NOT_SUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.identity.directory.ServiceCredential;
import org.junit.jupiter.api.Test;

class ServiceCredentialsTest {
    private static final String GIT = "codecommit.amazonaws.com";

    private final Office office = new Office();
    private final PasswordHash hashes = new PasswordHash(Office.RANDOM);
    private final ServiceCredentials credentials = new ServiceCredentials(office.registrar, hashes);

    @Test
    void keepsOnlyTheHashOfThePassword() {
        office.user("alice");

        ServiceCredentials.Fresh fresh = credentials.create("alice", GIT);

        ServiceCredential kept =
                office.roster().user("alice").keyring().serviceCredentials().getFirst();
        assertThat(kept).isEqualTo(fresh.credential());
        assertThat(kept.id()).startsWith("ACCA").hasSize(21);
        assertThat(kept.loginName()).isEqualTo("alice-at-111122223333");
        assertThat(hashes.matches(fresh.password(), kept.hash())).isTrue();
        assertThat(kept.toString()).doesNotContain(kept.hash());
    }

    @Test
    void givesTwoForAServiceAndNoMore() {
        office.user("alice");
        credentials.create("alice", GIT);

        assertThat(credentials.create("alice", GIT).credential().loginName())
                .isEqualTo("alice+1-at-111122223333");
        assertFault(
                LIMIT_EXCEEDED,
                "Cannot exceed quota for ServiceSpecificCredentialsPerUser: 2",
                () -> credentials.create("alice", GIT));
        credentials.create("alice", "cassandra.amazonaws.com");
        assertThat(ServiceCredentials.list(office.roster(), "alice", GIT)).hasSize(2);
    }

    @Test
    void makesTheOldPasswordWorthlessWhenReset() {
        office.user("alice");
        ServiceCredentials.Fresh old = credentials.create("alice", GIT);

        ServiceCredentials.Fresh fresh = credentials.reset("alice", old.credential().id());

        assertThat(hashes.matches(old.password(), fresh.credential().hash())).isFalse();
        assertThat(hashes.matches(fresh.password(), fresh.credential().hash())).isTrue();
    }

    @Test
    void refusesServicesThatHaveNone() {
        office.user("alice");

        assertFault(
                SERVICE_NOT_SUPPORTED,
                "No such service ssm.amazonaws.com is supported for service specific credentials.",
                () -> credentials.create("alice", "ssm.amazonaws.com"));
    }

    @Test
    void findsOnlyTheUsersOwn() {
        office.user("alice");
        office.user("bob");
        String id = credentials.create("alice", GIT).credential().id();

        assertFault(
                NO_SUCH_ENTITY,
                "The service specific credential " + id + " cannot be found for the user bob.",
                () -> credentials.setActive("bob", id, false));
        credentials.setActive("alice", id, false);
        assertThat(ServiceCredentials.list(office.roster(), "alice", GIT).getFirst().active())
                .isFalse();
        credentials.delete("alice", id);
        assertThat(ServiceCredentials.list(office.roster(), "alice", GIT)).isEmpty();
    }
}
