package dev.sallyport.protocol.ssh;

import dev.sallyport.protocol.Bytes;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a certificate for SSH says before it is signed.
///
/// Source: `PROTOCOL.certkeys` of OpenSSH.
///
/// @param keyId for logs: whose it is
/// @param principal the only name it is good for
/// @param extensions such as `permit-pty`; whatever is not named is forbidden
public record UserCertificate(
        P256Key key,
        String keyId,
        String principal,
        Instant validAfter,
        Instant validBefore,
        SortedSet<String> extensions) {
    public static final String TYPE = "ecdsa-sha2-nistp256-cert-v01@openssh.com";

    private static final int USER = 1;
    private static final int NONCE = 32;

    public UserCertificate {
        extensions = new TreeSet<>(extensions);
        if (principal.isEmpty()) {
            // To OpenSSH a certificate without principals is good for everybody.
            throw new IllegalArgumentException("principal: empty");
        }
    }

    /// What makes signatures.
    public interface Authority {
        P256Key key();

        /// The two numbers of the signature, 32 bytes each (IEEE P1363), over SHA-256.
        byte[] sign(byte[] content);
    }

    /// The certificate as a line for `CertificateFile`.
    public String signed(Authority by, Bytes nonce) {
        if (nonce.size() != NONCE) {
            throw new IllegalArgumentException("nonce (expected: " + NONCE + " random bytes)");
        }
        Bytes content = content(by.key(), nonce);
        byte[] numbers = by.sign(content.toArray());
        SshBytes pair =
                new SshBytes()
                        .integer(new BigInteger(1, Arrays.copyOfRange(numbers, 0, 32)))
                        .integer(new BigInteger(1, Arrays.copyOfRange(numbers, 32, 64)));
        SshBytes signature = new SshBytes().text(P256Key.TYPE).bytes(pair);
        Bytes whole = new SshBytes().raw(content).bytes(signature).done();
        return TYPE + " " + whole.toBase64();
    }

    private Bytes content(P256Key authority, Bytes nonce) {
        SshBytes allowed = new SshBytes();
        // In the order of their names, as the format wants it.
        extensions.forEach(name -> allowed.text(name).text(""));
        return new SshBytes()
                .text(TYPE)
                .bytes(nonce)
                .text(P256Key.CURVE)
                .bytes(key.point())
                .number(0L)
                .number(USER)
                .text(keyId)
                .bytes(new SshBytes().text(principal))
                .number(validAfter.getEpochSecond())
                .number(validBefore.getEpochSecond())
                .text("")
                .bytes(allowed)
                .text("")
                .bytes(authority.blob())
                .done();
    }

    /// The extensions a session may have, by what its document lets it do.
    public static SortedSet<String> extensions(boolean forwards) {
        SortedSet<String> all = new TreeSet<>(List.of("permit-pty"));
        if (forwards) {
            all.add("permit-port-forwarding");
        }
        return all;
    }
}
