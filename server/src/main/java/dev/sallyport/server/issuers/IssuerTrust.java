package dev.sallyport.server.issuers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Which certificates of issuers are trusted: those the platform trusts, and those of the CAs in a
/// file. The thumbprints that a provider is registered with do not count.
public final class IssuerTrust {
    private IssuerTrust() {}

    public static SSLContext with(Optional<Path> file) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (TrustManager manager : managers(null)) {
                addAll(trusted, manager);
            }
            if (file.isPresent()) {
                addAll(trusted, file.orElseThrow());
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(trusted), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(
                    "tls.issuer-ca: " + file.map(Path::toString).orElse("") + " cannot be used", e);
        }
    }

    private static TrustManager[] managers(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static void addAll(KeyStore trusted, TrustManager manager)
            throws GeneralSecurityException {
        if (manager instanceof X509TrustManager known) {
            for (Certificate issuer : known.getAcceptedIssuers()) {
                add(trusted, issuer);
            }
        }
    }

    private static void addAll(KeyStore trusted, Path file)
            throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                add(trusted, certificate);
            }
        }
    }

    private static void add(KeyStore trusted, Certificate certificate)
            throws GeneralSecurityException {
        trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
    }
}
