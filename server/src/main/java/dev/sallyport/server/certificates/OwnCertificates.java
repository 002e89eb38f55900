package dev.sallyport.server.certificates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Certificates of the server's own making, kept in one directory: `ca.pem`, which clients trust,
/// `server.pem`, which the server shows, and the keys to both.
public final class OwnCertificates {
    private static final Logger LOG = LoggerFactory.getLogger(OwnCertificates.class);
    // Renewed at a restart this long before the end.
    private static final Duration NEAR = Duration.ofDays(30);

    private final Path authorityFile;
    private final Path authorityKeyFile;
    private final Path serverFile;
    private final Path serverKeyFile;
    private final InstantSource clock;
    private final SecureRandom random;

    /// The directory is made if it is not there.
    public OwnCertificates(Path directory, InstantSource clock, SecureRandom random) {
        this.authorityFile = directory.resolve("ca.pem");
        this.authorityKeyFile = directory.resolve("ca.key");
        this.serverFile = directory.resolve("server.pem");
        this.serverKeyFile = directory.resolve("server.key");
        this.clock = clock;
        this.random = random;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
    }

    /// The kept certificate if it still serves: same names, same authority, not about to end. Else
    /// a new one. The authority is made only if there is none.
    public ServerCertificate obtain(List<String> names) {
        Optional<ServerCertificate> kept = kept().filter(it -> serves(it, names));
        return kept.orElseGet(() -> issue(names));
    }

    /// A certificate of the user's: a PEM file, leaf first, and its key.
    public static ServerCertificate given(Path certificate, Path key, InstantSource clock) {
        List<X509Certificate> chain = PemFiles.readCertificates(certificate);
        PrivateKey secret = PemFiles.readKey(key);
        X509Certificate leaf = chain.getFirst();
        if (!KeyPairs.match(leaf.getPublicKey(), secret)) {
            throw new UnusableCertificateException(
                    key + ": not the key to the first certificate in " + certificate);
        }
        // Still served: that every client says so is clearer than a server that is not there.
        if (leaf.getNotAfter().toInstant().isBefore(clock.instant())) {
            LOG.atWarn().addKeyValue("end", leaf.getNotAfter()).log("the certificate has expired");
        }
        return new ServerCertificate(chain, secret, Optional.empty());
    }

    private Optional<ServerCertificate> kept() {
        if (!Files.exists(authorityFile)
                || !Files.exists(serverFile)
                || !Files.exists(serverKeyFile)) {
            return Optional.empty();
        }
        PemFiles.checkOwnerOnly(serverKeyFile);
        return Optional.of(
                new ServerCertificate(
                        PemFiles.readCertificates(serverFile),
                        PemFiles.readKey(serverKeyFile),
                        Optional.of(authorityFile)));
    }

    private boolean serves(ServerCertificate kept, List<String> names) {
        X509Certificate leaf = kept.chain().getFirst();
        return namesIn(leaf).equals(normal(names))
                && leaf.getNotAfter().toInstant().isAfter(clock.instant().plus(NEAR))
                && KeyPairs.match(leaf.getPublicKey(), kept.key())
                && isSignedByAuthority(leaf);
    }

    private boolean isSignedByAuthority(X509Certificate leaf) {
        try {
            leaf.verify(PemFiles.readCertificates(authorityFile).getFirst().getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static Set<String> namesIn(X509Certificate leaf) {
        try {
            Collection<List<?>> names = leaf.getSubjectAlternativeNames();
            return names == null
                    ? Set.of()
                    : normal(names.stream().map(name -> String.valueOf(name.get(1))).toList());
        } catch (GeneralSecurityException _) {
            return Set.of();
        }
    }

    // One address has many spellings.
    private static Set<String> normal(List<String> names) {
        return names.stream()
                .map(name ->
                        Authority.isAddress(name)
                                ? InetAddress.ofLiteral(name).getHostAddress()
                                : name)
                .collect(Collectors.toSet());
    }

    private ServerCertificate issue(List<String> names) {
        Instant now = clock.instant();
        Authority authority = authority(now);
        KeyPair pair = KeyPairs.generate(random);
        X509Certificate leaf = authority.issue(pair.getPublic(), names, now, random);
        PemFiles.writeKey(serverKeyFile, pair.getPrivate());
        PemFiles.writeCertificate(serverFile, leaf);
        LOG.atInfo().addKeyValue("names", names).log("issued the server's certificate");
        return new ServerCertificate(List.of(leaf), pair.getPrivate(), Optional.of(authorityFile));
    }

    private Authority authority(Instant now) {
        if (!Files.exists(authorityFile)) {
            return newAuthority(now);
        }
        if (!Files.exists(authorityKeyFile)) {
            throw new UnusableCertificateException(
                    authorityKeyFile
                            + ": missing, and the server's certificate must be renewed"
                            + " (expected: the key to ca.pem)");
        }
        PemFiles.checkOwnerOnly(authorityKeyFile);
        Authority kept =
                new Authority(
                        PemFiles.readCertificates(authorityFile).getFirst(),
                        PemFiles.readKey(authorityKeyFile));
        if (!kept.certificate().getNotAfter().toInstant().isAfter(now)) {
            throw new UnusableCertificateException(
                    authorityFile + ": expired; move it away to have a new one made");
        }
        if (!KeyPairs.match(kept.certificate().getPublicKey(), kept.key())) {
            throw new UnusableCertificateException(authorityKeyFile + ": not the key to ca.pem");
        }
        return kept;
    }

    private Authority newAuthority(Instant now) {
        Authority made = Authority.create(now, random);
        PemFiles.writeKey(authorityKeyFile, made.key());
        PemFiles.writeCertificate(authorityFile, made.certificate());
        LOG.atInfo().addKeyValue("file", authorityFile).log("made a certificate authority");
        return made;
    }
}
