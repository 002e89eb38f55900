package dev.sallyport.server.certificates;

import dev.sallyport.protocol.ssh.P256Key;
import dev.sallyport.protocol.ssh.UserCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The authority whose certificates our agents take for SSH: `ssh-ca.key` and `ssh-ca.pub` in one
/// directory, made at the first start. No other machine has to trust it: an agent is told its key
/// with every session.
public final class SshAuthority implements UserCertificate.Authority {
    private static final Logger LOG = LoggerFactory.getLogger(SshAuthority.class);

    private final P256Key key;
    private final PrivateKey secret;
    private final SecureRandom random;

    private SshAuthority(P256Key key, PrivateKey secret, SecureRandom random) {
        this.key = key;
        this.secret = secret;
        this.random = random;
    }

    /// The kept authority, or a new one if there is none. The directory is made if it is not there.
    public static SshAuthority obtain(Path directory, SecureRandom random) {
        Path secretFile = directory.resolve("ssh-ca.key");
        Path keyFile = directory.resolve("ssh-ca.pub");
        try {
            Files.createDirectories(directory);
            // The secret is written last: with it there, the pair is whole.
            return Files.exists(secretFile)
                    ? kept(secretFile, keyFile, random)
                    : made(secretFile, keyFile, random);
        } catch (IOException e) {
            throw new UncheckedIOException("SSH authority in " + directory, e);
        }
    }

    private static SshAuthority kept(Path secretFile, Path keyFile, SecureRandom random)
            throws IOException {
        PemFiles.checkOwnerOnly(secretFile);
        PrivateKey secret = PemFiles.readKey(secretFile);
        P256Key key;
        try {
            key = P256Key.parse(Files.readString(keyFile));
        } catch (IllegalArgumentException e) {
            throw new UnusableCertificateException(keyFile + ": " + e.getMessage(), e);
        }
        if (!KeyPairs.match(key.toKey(), secret)) {
            throw new UnusableCertificateException(secretFile + ": not the key to " + keyFile);
        }
        return new SshAuthority(key, secret, random);
    }

    private static SshAuthority made(Path secretFile, Path keyFile, SecureRandom random)
            throws IOException {
        KeyPair pair = KeyPairs.generate(random);
        P256Key key = P256Key.of((ECPublicKey) pair.getPublic());
        Files.writeString(keyFile, key + " sallyport\n");
        PemFiles.writeKey(secretFile, pair.getPrivate());
        LOG.atInfo().addKeyValue("file", keyFile).log("made an authority for SSH");
        return new SshAuthority(key, pair.getPrivate(), random);
    }

    @Override
    public P256Key key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(secret, random);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign with P-256", e);
        }
    }
}
