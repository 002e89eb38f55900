package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.DirectoryFault.Code;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.SigningCertificate;
import dev.sallyport.server.identity.directory.User;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;

/// Users' X.509 certificates.
public final class SigningCertificates {
    private final Registrar registrar;

    public SigningCertificates(Registrar registrar) {
        this.registrar = registrar;
    }

    public SigningCertificate upload(String userName, String body) {
        X509Certificate given = read(body, registrar.now());
        SigningCertificate certificate =
                new SigningCertificate(
                        registrar.identifiers().newCertificateId(),
                        body.strip(),
                        true,
                        registrar.now());
        registrar.put(roster -> {
            User user = roster.user(userName);
            if (isKnown(roster, given)) {
                throw new DirectoryFault(
                        Code.DUPLICATE_CERTIFICATE,
                        "The certificate is already associated with a user of this account.");
            }
            Quotas.check(
                    user.keyring().certificates().size(),
                    Quotas.CERTIFICATES_PER_USER,
                    "SigningCertificatesPerUser");
            return user.withKeyring(user.keyring().with(certificate));
        });
        return certificate;
    }

    private static boolean isKnown(Roster roster, X509Certificate given) {
        return roster.users().all().stream()
                .flatMap(user -> user.keyring().certificates().stream())
                .anyMatch(it -> parse(it.body()).equals(given));
    }

    private static X509Certificate read(String body, Instant now) {
        X509Certificate found = parse(body.strip());
        if (found.getNotAfter().toInstant().isBefore(now)) {
            throw new DirectoryFault(
                    Code.BAD_CERTIFICATE,
                    "The certificate has expired: its time ended at "
                            + found.getNotAfter().toInstant()
                            + ".");
        }
        return found;
    }

    private static X509Certificate parse(String pem) {
        // The factory would read other forms too, and skip what stands before the first line.
        if (pem.startsWith("-----BEGIN CERTIFICATE-----")) {
            try {
                return (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(
                                        new ByteArrayInputStream(
                                                pem.getBytes(StandardCharsets.ISO_8859_1)));
            } catch (CertificateException _) {
                // Told below.
            }
        }
        throw new DirectoryFault(
                Code.BAD_CERTIFICATE,
                "Unable to parse certificate. Please ensure the certificate is in PEM format.");
    }

    private static SigningCertificate find(User user, String id) {
        return user.keyring()
                .certificate(id)
                .orElseThrow(() ->
                        DirectoryFault.noSuchEntity(
                                "The Certificate with id " + id + " cannot be found."));
    }

    public void setActive(String userName, String id, boolean active) {
        registrar.put(roster -> {
            User user = roster.user(userName);
            return user.withKeyring(user.keyring().with(find(user, id).withActive(active)));
        });
    }

    public void delete(String userName, String id) {
        registrar.put(roster -> {
            User user = roster.user(userName);
            return user.withKeyring(user.keyring().withoutCertificate(find(user, id).id()));
        });
    }
}
