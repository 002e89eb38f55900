package dev.sallyport.cli.settings;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.sigv4.SigningKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The settings of one run, looked up when asked for, so that a command complains only of what it
/// needs.
public final class Settings {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Sources sources;
    private final Optional<SigningKey> chosen;

    public Settings(Sources sources) {
        this(sources, Optional.empty());
    }

    private Settings(Sources sources, Optional<SigningKey> chosen) {
        this.sources = sources;
        this.chosen = chosen;
    }

    /// The same, but signing with this key.
    public Settings signingWith(SigningKey key) {
        return new Settings(sources, Optional.of(key));
    }

    /// Where calls of this AWS service go. One server answers for all of them, so what is set for
    /// SSM serves the others too.
    public URI endpoint(String service) {
        String upper = service.toUpperCase(Locale.ROOT);
        String text =
                sources.flags()
                        .endpointUrl()
                        .or(() -> sources.variable("SALLYPORT_ENDPOINT_URL"))
                        .or(() -> sources.variable("AWS_ENDPOINT_URL_" + upper))
                        .or(() -> sources.variable("AWS_ENDPOINT_URL"))
                        .or(() -> sources.variable("AWS_ENDPOINT_URL_SSM"))
                        .or(() -> sources.serviceEndpoint(service))
                        .or(() -> sources.profileSetting("endpoint_url"))
                        .or(() -> sources.serviceEndpoint("ssm"))
                        .orElseThrow(Settings::noEndpoint);
        return checked(text);
    }

    public String region() {
        return sources.flags()
                .region()
                .or(() -> sources.variable("SALLYPORT_REGION"))
                .or(() -> sources.variable("AWS_REGION"))
                .or(() -> sources.variable("AWS_DEFAULT_REGION"))
                .or(() -> sources.profileSetting("region"))
                .orElseThrow(() ->
                        new Failure(
                                ExitCode.USAGE,
                                "no region is set",
                                "give --region, or set AWS_REGION to the server's region"));
    }

    /// The file of certificates to trust in place of the system's, if one is set.
    public Optional<Path> caBundle() {
        return sources.flags()
                .caBundle()
                .or(() -> sources.variable("SALLYPORT_CA_BUNDLE"))
                .or(() -> sources.variable("AWS_CA_BUNDLE"))
                .or(() -> sources.profileSetting("ca_bundle"))
                .map(Path::of);
    }

    public SigningKey signingKey() {
        return chosen.orElseGet(this::keyOfSources);
    }

    private SigningKey keyOfSources() {
        // A profile asked for by name on the command line beats keys in the environment.
        if (sources.flags().profile().isPresent()) {
            return keyOfProfile();
        }
        return keyInEnvironment("SALLYPORT_")
                .or(() -> keyInEnvironment("AWS_"))
                .orElseGet(this::keyOfProfile);
    }

    private Optional<SigningKey> keyInEnvironment(String prefix) {
        Optional<String> id = sources.variable(prefix + "ACCESS_KEY_ID");
        Optional<String> secret = sources.variable(prefix + "SECRET_ACCESS_KEY");
        if (id.isPresent() != secret.isPresent()) {
            String missing = id.isPresent() ? "SECRET_ACCESS_KEY" : "ACCESS_KEY_ID";
            throw new Failure(
                    ExitCode.USAGE,
                    "only half of a key is set: " + prefix + missing + " is missing");
        }
        return id.map(known ->
                new SigningKey(
                        known,
                        Secret.of(secret.orElse("")),
                        sources.variable(prefix + "SESSION_TOKEN")));
    }

    private SigningKey keyOfProfile() {
        String profile = sources.profile();
        Optional<String> id = sources.credential("aws_access_key_id");
        Optional<String> secret = sources.credential("aws_secret_access_key");
        if (id.isEmpty() || secret.isEmpty()) {
            throw noKey(profile);
        }
        return new SigningKey(
                id.orElseThrow(),
                Secret.of(secret.orElseThrow()),
                sources.credential("aws_session_token"));
    }

    private Failure noKey(String profile) {
        for (String other :
                List.of("credential_process", "sso_session", "sso_start_url", "role_arn")) {
            if (sources.profileSetting(other).isPresent()) {
                return new Failure(
                        ExitCode.DENIED,
                        "profile '%s' gets its keys by %s, which sallyport does not do"
                                .formatted(profile, other),
                        "eval \"$(aws configure export-credentials --profile %s --format env)\""
                                .formatted(profile));
            }
        }
        if (!sources.hasProfile() && !profile.equals("default")) {
            return new Failure(
                    ExitCode.USAGE,
                    "there is no profile '" + profile + "'",
                    "profiles in your files: " + String.join(", ", sources.profileNames()));
        }
        return new Failure(
                ExitCode.DENIED,
                "no access key is set",
                "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile by --profile");
    }

    private static Failure noEndpoint() {
        return new Failure(
                ExitCode.USAGE,
                "no server is set",
                "give --endpoint-url https://HOST:8443, or set AWS_ENDPOINT_URL");
    }

    private static URI checked(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException _) {
            throw badEndpoint(text);
        }
        String host = uri.getHost() == null ? "" : uri.getHost();
        if (host.isEmpty() || uri.getScheme() == null) {
            throw badEndpoint(text);
        }
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> uri;
            case "http" -> {
                if (!LOOPBACK.contains(host)) {
                    throw new Failure(
                            ExitCode.USAGE,
                            "endpoint: '" + text + "' would send session tokens in the clear",
                            "use https; plain http is for this machine only");
                }
                yield uri;
            }
            default -> throw badEndpoint(text);
        };
    }

    private static Failure badEndpoint(String text) {
        return new Failure(
                ExitCode.USAGE,
                "endpoint: '" + text + "' (expected: https://HOST or https://HOST:PORT)");
    }
}
