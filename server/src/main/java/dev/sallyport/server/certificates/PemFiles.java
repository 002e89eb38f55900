package dev.sallyport.server.certificates;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/// Certificates and keys in PEM files. A file is either there as a whole or not at all.
final class PemFiles {
    private static final String OWNER_ONLY = "rw-------";
    private static final String EVERYONE_READS = "rw-r--r--";

    private PemFiles() {}

    static List<X509Certificate> readCertificates(Path file) {
        List<X509Certificate> chain = new ArrayList<>();
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(file))) {
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                if (next instanceof X509CertificateHolder holder) {
                    chain.add(new JcaX509CertificateConverter().getCertificate(holder));
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(file, "certificates in PEM", e);
        }
        if (chain.isEmpty()) {
            throw new UnusableCertificateException(
                    file + ": holds no certificate (expected: certificates in PEM)");
        }
        return chain;
    }

    static PrivateKey readKey(Path file) {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(file))) {
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                if (next instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (next instanceof PrivateKeyInfo info) {
                    return converter.getPrivateKey(info);
                }
            }
        } catch (PEMException e) {
            throw unreadable(file, "a private key in PEM, EC or RSA", e);
        } catch (IOException e) {
            throw unreadable(file, "a private key in PEM", e);
        }
        throw new UnusableCertificateException(
                file + ": holds no private key (expected: one in PEM, not encrypted)");
    }

    private static UnusableCertificateException unreadable(
            Path file, String expected, Exception cause) {
        return new UnusableCertificateException(
                file + ": " + cause + " (expected: " + expected + ")", cause);
    }

    /// Refuses a key that others on this machine could have read.
    static void checkOwnerOnly(Path file) {
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString(OWNER_ONLY);
        try {
            Set<PosixFilePermission> actual = Files.getPosixFilePermissions(file);
            if (!owner.containsAll(actual)) {
                throw new UnusableCertificateException(
                        file
                                + ": mode "
                                + PosixFilePermissions.toString(actual)
                                + " (expected: "
                                + OWNER_ONLY
                                + ")");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void writeCertificate(Path file, X509Certificate certificate) {
        try {
            write(file, EVERYONE_READS, new PemObject("CERTIFICATE", certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate just made has an encoding", e);
        }
    }

    static void writeKey(Path file, PrivateKey key) {
        write(file, OWNER_ONLY, new PemObject("PRIVATE KEY", key.getEncoded()));
    }

    private static void write(Path file, String mode, PemObject content) {
        StringWriter pem = new StringWriter();
        FileAttribute<?> permissions =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
        try {
            try (PemWriter writer = new PemWriter(pem)) {
                writer.writeObject(content);
            }
            Path next = Path.of(file + ".new");
            Files.deleteIfExists(next);
            // Born with its mode: there is no moment in which others could open it.
            Files.createFile(next, permissions);
            Files.writeString(next, pem.toString());
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
