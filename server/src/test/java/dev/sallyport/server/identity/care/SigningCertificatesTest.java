package dev.sallyport.server.identity.care;

import static dev.sallyport.server.identity.care.Office.assertFault;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.BAD_CERTIFICATE;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.DELETE_CONFLICT;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.DUPLICATE_CERTIFICATE;
import static dev.sallyport.server.identity.directory.DirectoryFault.Code.NO_SUCH_ENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.identity.directory.SigningCertificate;
import dev.sallyport.server.identity.directory.User;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningCertificatesTest {
    /// Two certificates of nobody, made with OpenSSL; they end in January 2046.
    private static final String FIRST =
            """
            -----BEGIN CERTIFICATE-----
            MIIBdTCCARugAwIBAgIUHRobSbsWKd2cWRwsNHeht17KI64wCgYIKoZIzj0EAwIw
            EDEOMAwGA1UEAwwFYWxpY2UwHhcNMjYxMTI1MTMzOTI1WhcNNDYwMTI0MTMzOTI1
            WjAQMQ4wDAYDVQQDDAVhbGljZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMMy
            sKi1zCfrtTDFhaKdmw1wpZ9UDNMq7u6xC6IbbaWNTNi13bKt3jZr1HVIcwl9I268
            0TK4EGGHjjf3daRDfi2jUzBRMB0GA1UdDgQWBBRpFL5PQMw/f2WSrv5JKo+ZINlx
            BjAfBgNVHSMEGDAWgBRpFL5PQMw/f2WSrv5JKo+ZINlxBjAPBgNVHRMBAf8EBTAD
            AQH/MAoGCCqGSM49BAMCA0gAMEUCIQDCky6RM1HYkFNwLVKtX27BCCiaG7FUVc2o
            AJd+GGMAigIgKUA3Ye3ZMXzzY0Qo1o35iV84fbmDi7IUDKUmZIlBZas=
            -----END CERTIFICATE-----
            """;

    private static final String SECOND =
            """
            -----BEGIN CERTIFICATE-----
            MIIBbTCCAROgAwIBAgIUKMF6VYHlCUaARz+McyIF6oZdCigwCgYIKoZIzj0EAwIw
            DDEKMAgGA1UEAwwBYjAeFw0yNjExMjUxMzM5MjVaFw00NjAxMjUxMzM5MjVaMAwx
            CjAIBgNVBAMMAWIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQ7qirG8VXOWlqf
            BWriPuJjf4qligHCuzR7hmHYo3d/odBAIAy58KZyglhhgBhwk837e8Vs49OYjpN+
            BhbBSZ/to1MwUTAdBgNVHQ4EFgQUUwNZfI/SRyyQULqCl+fLo20jsnAwHwYDVR0j
            BBgwFoAUUwNZfI/SRyyQULqCl+fLo20jsnAwDwYDVR0TAQH/BAUwAwEB/zAKBggq
            hkjOPQQDAgNIADBFAiBaqh22H37qSwG8FbfqmnRQyAKaHEkTPXDDSqlK8jl6KwIh
            ANHnGro/nOJty0Ldq0Lfx74GzI4a/ZrWeNUkC2tQiq0r
            -----END CERTIFICATE-----
            """;

    private final Office office = new Office();
    private final SigningCertificates certificates = new SigningCertificates(office.registrar);

    @Test
    void keepsACertificateAsItCame() {
        office.user("alice");

        SigningCertificate kept = certificates.upload("alice", FIRST);

        assertThat(kept.id()).matches("[A-Z2-7]{32}");
        assertThat(kept.body()).isEqualTo(FIRST.strip());
        assertThat(kept.active()).isTrue();
        assertThat(office.roster().user("alice").keyring().certificates()).containsExactly(kept);
    }

    @Test
    void switchesItOffAndDeletesIt() {
        office.user("alice");
        String id = certificates.upload("alice", FIRST).id();

        certificates.setActive("alice", id, false);
        assertThat(office.roster().user("alice").keyring().certificate(id))
                .hasValueSatisfying(it -> assertThat(it.active()).isFalse());

        assertFault(
                DELETE_CONFLICT,
                "Cannot delete entity, must remove referenced objects first.",
                () -> office.users.delete("alice"));
        certificates.delete("alice", id);
        office.users.delete("alice");
        assertThat(office.roster().users().all()).extracting(User::name).containsExactly("admin");
    }

    @Test
    void knowsOneCertificateOnce() {
        office.user("alice");
        office.user("bob");
        certificates.upload("alice", FIRST);

        assertFault(
                DUPLICATE_CERTIFICATE,
                "The certificate is already associated with a user of this account.",
                () -> certificates.upload("bob", FIRST + "\n"));
        certificates.upload("bob", SECOND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
            })
    void refusesWhatIsNoCertificate(String body) {
        office.user("alice");

        assertFault(
                BAD_CERTIFICATE,
                "Unable to parse certificate. Please ensure the certificate is in PEM format.",
                () -> certificates.upload("alice", body));
    }

    @Test
    void refusesOneWhoseTimeHasEnded() {
        office.user("alice");
        office.setNow(Instant.parse("2046-02-01T00:00:00Z"));

        assertFault(
                BAD_CERTIFICATE,
                "The certificate has expired: its time ended at 2046-01-24T13:39:25Z.",
                () -> certificates.upload("alice", FIRST));
    }

    @Test
    void findsOnlyTheUsersOwn() {
        office.user("alice");
        office.user("bob");
        String id = certificates.upload("alice", FIRST).id();

        assertFault(
                NO_SUCH_ENTITY,
                "The Certificate with id " + id + " cannot be found.",
                () -> certificates.delete("bob", id));
    }
}
