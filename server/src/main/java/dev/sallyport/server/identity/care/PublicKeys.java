package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.directory.DirectoryFault;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/// Reads public keys for SSH as OpenSSH writes them or in PEM, and writes them either way. RSA of
/// 2048 bits and more, ECDSA and Ed25519.
public final class PublicKeys {
    private static final int SMALLEST_RSA = 2048;

    private PublicKeys() {}

    /// A key in OpenSSH's form, and its MD5 fingerprint as AWS and `ssh-keygen -E md5` write it.
    record Read(String body, String fingerprint) {}

    static Read read(String text) {
        String given = text.strip();
        try {
            if (given.startsWith("-----BEGIN")) {
                byte[] blob = OpenSSHPublicKeyUtil.encodePublicKey(checked(fromPem(given)));
                return new Read(line(blob, ""), fingerprint(blob));
            }
            // Two words and a comment that may have blanks.
            String[] words = given.split("\\s+", 3);
            byte[] blob = Base64.getDecoder().decode(words.length < 2 ? "" : words[1]);
            checked(OpenSSHPublicKeyUtil.parsePublicKey(blob));
            if (!words[0].equals(type(blob))) {
                throw invalid();
            }
            return new Read(
                    line(blob, words.length == 3 ? words[2].lines().findFirst().orElse("") : ""),
                    fingerprint(blob));
        } catch (IOException | IllegalArgumentException | IllegalStateException _) {
            throw invalid();
        }
    }

    private static AsymmetricKeyParameter fromPem(String text) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            if (parser.readObject() instanceof SubjectPublicKeyInfo found) {
                return PublicKeyFactory.createKey(found);
            }
            throw invalid();
        }
    }

    private static AsymmetricKeyParameter checked(AsymmetricKeyParameter key) {
        if (key instanceof RSAKeyParameters rsa && rsa.getModulus().bitLength() < SMALLEST_RSA) {
            throw invalid();
        }
        return key;
    }

    private static String type(byte[] blob) {
        int length = ((blob[2] & 0xff) << 8) | (blob[3] & 0xff);
        return new String(blob, 4, Math.min(length, blob.length - 4), StandardCharsets.US_ASCII);
    }

    private static String line(byte[] blob, String comment) {
        String key = type(blob) + " " + Base64.getEncoder().encodeToString(blob);
        return comment.isBlank() ? key : key + " " + comment;
    }

    private static String fingerprint(byte[] blob) {
        try {
            // A name for people to compare, as AWS gives it; nothing trusts it.
            return HexFormat.ofDelimiter(":")
                    .formatHex(MessageDigest.getInstance("MD5").digest(blob));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /// A line that was read here, in PEM.
    public static String toPem(String line) {
        byte[] blob = Base64.getDecoder().decode(line.split(" ", 3)[1]);
        StringWriter out = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(out)) {
            writer.writeObject(
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                            OpenSSHPublicKeyUtil.parsePublicKey(blob)));
        } catch (IOException e) {
            throw new IllegalStateException("cannot write a public key", e);
        }
        return out.toString();
    }

    private static DirectoryFault invalid() {
        return new DirectoryFault(
                DirectoryFault.Code.BAD_PUBLIC_KEY,
                "The public key is not valid: RSA of at least 2048 bits, ECDSA or Ed25519 in"
                        + " OpenSSH or PEM form is expected.");
    }
}
