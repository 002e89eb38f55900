package dev.sallyport.protocol.sigv4;

import java.time.Duration;

/// What this end expects of a signature.
///
/// `skew` is 5 minutes for SSM and most JSON services, 15 for STS, IAM and S3.
public record VerificationRules(String region, String service, Duration skew, PathStyle pathStyle) {
    /// For every service but S3.
    public static VerificationRules of(String region, String service, Duration skew) {
        return new VerificationRules(region, service, skew, PathStyle.NORMALIZED);
    }

    public static VerificationRules s3(String region) {
        return new VerificationRules(region, "s3", Duration.ofMinutes(15), PathStyle.AS_SENT);
    }

    boolean isS3() {
        return service.equals("s3");
    }
}
