package dev.sallyport.server.api.iam;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The address that authenticator applications read from a picture.
final class OtpUri {
    private static final String ISSUER = "Sallyport";

    private OtpUri() {}

    static String of(String device, String account, String seed) {
        return "otpauth://totp/%s:%s@%s?secret=%s&issuer=%s"
                .formatted(ISSUER, encoded(device), encoded(account), seed, ISSUER);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
