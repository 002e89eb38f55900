package dev.sallyport.cli.login;

import dev.sallyport.protocol.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Credentials that end.
///
/// @param role the ARN of the role they are of; empty for a session of the user itself
public record Temporary(
        String accessKeyId,
        Secret secretKey,
        Secret sessionToken,
        Instant expires,
        Optional<String> role) {
    /// Under which key the end stands.
    public static final String EXPIRATION = "expiration";

    /// Under which key the role's ARN stands.
    public static final String ROLE = "assumed_role_arn";

    // As aws-mfa writes and reads it, in UTC: awsmfa/__init__.py, strftime('%Y-%m-%d %H:%M:%S').
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /// Reads an end as it stands in the file.
    public static Optional<Instant> end(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, FORM).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// What the section has: aws-mfa renews a section that lacks any of these.
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("assumed_role", role.isPresent() ? "True" : "False");
        role.ifPresent(arn -> values.put(ROLE, arn));
        values.put("aws_access_key_id", accessKeyId);
        values.put("aws_secret_access_key", secretKey.<String>reveal(text -> text));
        values.put("aws_session_token", sessionToken.<String>reveal(text -> text));
        // boto, before boto3, read the token under this name.
        values.put("aws_security_token", sessionToken.<String>reveal(text -> text));
        values.put(EXPIRATION, FORM.format(expires.atOffset(ZoneOffset.UTC)));
        return values;
    }

    /// Keys that earlier credentials may have left and these do not have.
    Set<String> leftOver() {
        return role.isPresent() ? Set.of() : Set.of(ROLE);
    }
}
