package dev.sallyport.server.issuers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.OidcProvider;
import dev.sallyport.server.identity.directory.Roster;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/// Finds out whom a token of a registered provider stands for. Safe for use by many threads; may
/// block while keys are fetched.
public final class WebIdentities {
    private static final String HTTPS = "https://";
    private static final Duration SKEW = Duration.ofMinutes(1);
    // Signatures with a public key only: with HS256 that key would be the secret.
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private final Directory directory;
    private final IssuerKeys keys;

    /// @param tls which certificates of issuers are trusted
    public WebIdentities(Directory directory, SSLContext tls) {
        this.directory = directory;
        this.keys = new IssuerKeys(new IssuerFetch(tls));
    }

    /// What a token turns out to be. Texts are safe to show.
    public sealed interface Outcome {
        record Proven(Caller.WebIdentity caller) implements Outcome {}

        /// It proves nothing.
        record Invalid(String text) implements Outcome {}

        /// It was good once.
        record Expired(String text) implements Outcome {}

        /// The issuer's keys cannot be had.
        record Unreachable(String text) implements Outcome {}
    }

    public Outcome check(String token, Instant now) {
        SignedJWT jwt;
        String issuer;
        try {
            jwt = SignedJWT.parse(token);
            issuer = Objects.requireNonNullElse(jwt.getJWTClaimsSet().getIssuer(), "");
        } catch (ParseException | IllegalArgumentException _) {
            return new Outcome.Invalid(
                    "The ID Token provided is not a valid JWT. (You may see this error if you sent"
                            + " an Access Token)");
        }
        Optional<OidcProvider> provider = registered(issuer);
        if (provider.isEmpty()) {
            return new Outcome.Invalid(
                    "No OpenIDConnect provider found in your account for " + issuer);
        }
        // Before anything is fetched for it.
        if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
            return new Outcome.Invalid("Token signature algorithm is not supported");
        }
        return checkBy(provider.orElseThrow(), jwt, now);
    }

    private Optional<OidcProvider> registered(String issuer) {
        Roster roster = directory.roster();
        keys.keepOnly(
                roster.providers().all().stream()
                        .map(provider -> HTTPS + provider.name())
                        .collect(Collectors.toSet()));
        return issuer.startsWith(HTTPS)
                ? roster.providers()
                        .byName(issuer.substring(HTTPS.length()))
                        .filter(provider -> issuer.equals(HTTPS + provider.name()))
                : Optional.empty();
    }

    private Outcome checkBy(OidcProvider provider, SignedJWT jwt, Instant now) {
        Optional<String> keyId = Optional.ofNullable(jwt.getHeader().getKeyID());
        Optional<JWKSet> known = keys.of(HTTPS + provider.name(), keyId, now);
        if (known.isEmpty()) {
            return new Outcome.Unreachable(
                    "Couldn't retrieve verification key from your identity provider, please"
                            + " reference AssumeRoleWithWebIdentity documentation for"
                            + " requirements");
        }
        try {
            JWTClaimsSet claims = verified(jwt, known.orElseThrow());
            return judge(provider, claims, now);
        } catch (BadJOSEException | JOSEException | IllegalArgumentException _) {
            return new Outcome.Invalid("Token signature invalid");
        }
    }

    private static JWTClaimsSet verified(SignedJWT jwt, JWKSet keys)
            throws BadJOSEException, JOSEException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
        // Times are judged by our clock, in judge().
        processor.setJWTClaimsSetVerifier((_, _) -> {});
        return processor.process(jwt, null);
    }

    private Outcome judge(OidcProvider provider, JWTClaimsSet claims, Instant now) {
        Optional<Outcome> untimely = untimely(claims, now);
        if (untimely.isPresent()) {
            return untimely.orElseThrow();
        }
        String subject = Objects.requireNonNullElse(claims.getSubject(), "");
        if (subject.isEmpty()) {
            return new Outcome.Invalid("Missing a required claim: sub");
        }
        return audience(provider, claims)
                .<Outcome>map(audience ->
                        new Outcome.Proven(
                                new Caller.WebIdentity(
                                        directory.roster().account().id(),
                                        provider.name(),
                                        subject,
                                        audience)))
                .orElseGet(() -> new Outcome.Invalid("Incorrect token audience"));
    }

    private static Optional<Outcome> untimely(JWTClaimsSet claims, Instant now) {
        Optional<Instant> expires = time(claims.getExpirationTime());
        Optional<Instant> issued = time(claims.getIssueTime());
        if (expires.isEmpty() || issued.isEmpty()) {
            return Optional.of(new Outcome.Invalid("Missing a required claim: exp or iat"));
        }
        if (!now.isBefore(expires.orElseThrow())) {
            return Optional.of(
                    new Outcome.Expired(
                            "Token expired: current date/time %d must be before the expiration date/time %d"
                                    .formatted(
                                            now.getEpochSecond(),
                                            expires.orElseThrow().getEpochSecond())));
        }
        Instant latest = now.plus(SKEW);
        boolean early =
                issued.orElseThrow().isAfter(latest)
                        || time(claims.getNotBeforeTime()).filter(latest::isBefore).isPresent();
        return early
                ? Optional.of(new Outcome.Invalid("Token is not valid yet"))
                : Optional.empty();
    }

    private static Optional<Instant> time(@org.jspecify.annotations.Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }

    /// Whom the token was made for, if it is a registered client. Of several, the one that asked
    /// for the token.
    private static Optional<String> audience(OidcProvider provider, JWTClaimsSet claims) {
        List<String> known =
                claims.getAudience().stream().filter(provider.clients()::contains).toList();
        Object party = claims.getClaim("azp");
        return known.stream()
                .filter(audience -> audience.equals(party))
                .findFirst()
                .or(() -> known.stream().findFirst());
    }
}
