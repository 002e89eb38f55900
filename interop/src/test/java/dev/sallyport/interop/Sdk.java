package dev.sallyport.interop;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

/// The AWS SDK for Java, pointed at a server and trusting its CA and nothing else.
public final class Sdk {
    private Sdk() {}

    static SsmClient ssm(Sallyport sallyport) {
        return ssm(sallyport, sallyport.fact("accessKeyId"), sallyport.fact("secretAccessKey"));
    }

    /// With somebody's long-term key.
    public static SsmClient ssm(Sallyport sallyport, String accessKeyId, String secret) {
        return SsmClient.builder()
                .endpointOverride(URI.create(sallyport.endpoint()))
                .region(Region.of(sallyport.fact("region")))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(accessKeyId, secret)))
                .httpClient(
                        UrlConnectionHttpClient.builder()
                                .tlsTrustManagersProvider(() -> trust(sallyport).getTrustManagers())
                                .build())
                .build();
    }

    static TrustManagerFactory trust(Sallyport sallyport) {
        try (InputStream pem = Files.newInputStream(sallyport.ca())) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the CA file is not usable", e);
        }
    }
}
