package dev.sallyport.server.certificates;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority of our own: its certificate and the key it signs with.
record Authority(X509Certificate certificate, PrivateKey key) {
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3_652);
    // The longest a public authority may issue for, and so what clients are known to take.
    private static final Duration SERVER_LIFE = Duration.ofDays(397);
    // Machines whose clocks are a little behind must be able to connect at once.
    private static final Duration SKEW = Duration.ofHours(1);
    private static final int SERIAL_BITS = 127;

    static Authority create(Instant now, SecureRandom random) {
        KeyPair pair = KeyPairs.generate(random);
        byte[] mark = new byte[4];
        random.nextBytes(mark);
        // Two servers' authorities must not look alike in a trust store.
        X500Name name = new X500Name("CN=Sallyport CA " + HexFormat.of().formatHex(mark));
        var builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        serial(random),
                        Date.from(now.minus(SKEW)),
                        Date.from(now.plus(AUTHORITY_LIFE)),
                        name,
                        pair.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            var ids = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    ids.createSubjectKeyIdentifier(pair.getPublic()));
            return new Authority(sign(builder, pair.getPrivate(), random), pair.getPrivate());
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make a certificate authority", e);
        }
    }

    X509Certificate issue(PublicKey key, List<String> names, Instant now, SecureRandom random) {
        Instant end = now.plus(SERVER_LIFE);
        Instant last = certificate.getNotAfter().toInstant();
        var builder =
                new JcaX509v3CertificateBuilder(
                        certificate,
                        serial(random),
                        Date.from(now.minus(SKEW)),
                        Date.from(end.isBefore(last) ? end : last),
                        new X500Name("CN=Sallyport server"),
                        key);
        try {
            addServerExtensions(builder, key, names);
            return sign(builder, this.key, random);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot issue the server's certificate", e);
        }
    }

    // Python 3.13 and others verify strictly: key identifiers and usages must all be there.
    private void addServerExtensions(
            JcaX509v3CertificateBuilder builder, PublicKey key, List<String> names)
            throws IOException, GeneralSecurityException {
        var ids = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                ids.createAuthorityKeyIdentifier(certificate));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(
                        names.stream().map(Authority::generalName).toArray(GeneralName[]::new)));
    }

    private static GeneralName generalName(String name) {
        boolean address = isAddress(name);
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    static boolean isAddress(String name) {
        try {
            return InetAddress.ofLiteral(name) != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
    }

    private static X509Certificate sign(
            JcaX509v3CertificateBuilder builder, PrivateKey key, SecureRandom random)
            throws GeneralSecurityException, OperatorCreationException {
        var signer =
                new JcaContentSignerBuilder("SHA256withECDSA").setSecureRandom(random).build(key);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    /// Without the key.
    @Override
    public String toString() {
        return "Authority[" + certificate.getSubjectX500Principal() + "]";
    }
}
