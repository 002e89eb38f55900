package dev.sallyport.server.certificates;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// A certificate to serve with, leaf first, and the key to it.
///
/// @param authority the file clients must trust, when the certificate is of our own making
public record ServerCertificate(
        List<X509Certificate> chain, PrivateKey key, Optional<Path> authority) {
    public ServerCertificate {
        chain = List.copyOf(chain);
    }

    /// Without the key.
    @Override
    public String toString() {
        return "ServerCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
