package dev.sallyport.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.protocol.sigv4.SigningKey;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String CONFIG =
            """
            [default]
            region = region-of-default
            endpoint_url = https://default.example.com
            ca_bundle = /default.pem
            [profile dev]
            region = region-of-dev
            endpoint_url = https://dev.example.com
            services = home
            [profile sso]
            sso_session = work
            [services home]
            ssm =
              endpoint_url = https://ssm.example.com
            """;
    private static final String CREDENTIALS =
            """
            [default]
            aws_access_key_id = AKIADEFAULT
            aws_secret_access_key = default-secret
            [dev]
            aws_access_key_id = ASIADEV
            aws_secret_access_key = dev-secret
            aws_session_token = dev-token
            """;

    @Test
    void takesTheDefaultProfileWhenNothingElseIsSaid() {
        Settings settings = settings(Flags.NONE, Map.of());

        assertThat(settings.region()).isEqualTo("region-of-default");
        assertThat(settings.endpoint("ssm")).isEqualTo(URI.create("https://default.example.com"));
        assertThat(settings.caBundle()).contains(Path.of("/default.pem"));
        assertThat(settings.signingKey().accessKeyId()).isEqualTo("AKIADEFAULT");
    }

    @Test
    void takesTheEnvironmentBeforeTheProfile() {
        Settings settings =
                settings(
                        Flags.NONE,
                        Map.of(
                                "AWS_REGION", "r1",
                                "AWS_DEFAULT_REGION", "r2",
                                "AWS_ENDPOINT_URL", "https://env.example.com",
                                "AWS_ACCESS_KEY_ID", "AKIAENV",
                                "AWS_SECRET_ACCESS_KEY", "s",
                                "AWS_SESSION_TOKEN", "t",
                                "AWS_CA_BUNDLE", "/env.pem"));

        assertThat(settings.region()).isEqualTo("r1");
        assertThat(settings.endpoint("sts")).isEqualTo(URI.create("https://env.example.com"));
        assertThat(settings.signingKey().accessKeyId()).isEqualTo("AKIAENV");
        assertThat(settings.signingKey().sessionToken()).contains("t");
        assertThat(settings.caBundle()).contains(Path.of("/env.pem"));
    }

    @Test
    void takesOurOwnVariablesBeforeThoseOfAws() {
        Settings settings =
                settings(
                        Flags.NONE,
                        Map.of(
                                "AWS_REGION", "aws",
                                "SALLYPORT_REGION", "ours",
                                "AWS_ENDPOINT_URL_SSM", "https://aws.example.com",
                                "SALLYPORT_ENDPOINT_URL", "https://ours.example.com",
                                "AWS_ACCESS_KEY_ID", "AKIAAWS",
                                "AWS_SECRET_ACCESS_KEY", "s",
                                "SALLYPORT_ACCESS_KEY_ID", "AKIAOURS",
                                "SALLYPORT_SECRET_ACCESS_KEY", "s"));

        assertThat(settings.region()).isEqualTo("ours");
        assertThat(settings.endpoint("ssm")).isEqualTo(URI.create("https://ours.example.com"));
        assertThat(settings.signingKey().accessKeyId()).isEqualTo("AKIAOURS");
    }

    @Test
    void takesFlagsBeforeAllElse() {
        Flags flags =
                new Flags(
                        Optional.of("https://flag.example.com"),
                        Optional.of("flag"),
                        Optional.of("dev"),
                        Optional.of("/flag.pem"));
        Settings settings =
                settings(
                        flags,
                        Map.of(
                                "SALLYPORT_REGION", "ours",
                                "AWS_PROFILE", "default",
                                "AWS_ACCESS_KEY_ID", "AKIAENV",
                                "AWS_SECRET_ACCESS_KEY", "s"));

        assertThat(settings.region()).isEqualTo("flag");
        assertThat(settings.endpoint("ssm")).isEqualTo(URI.create("https://flag.example.com"));
        assertThat(settings.caBundle()).contains(Path.of("/flag.pem"));
        assertThat(settings.signingKey().accessKeyId()).isEqualTo("ASIADEV");
        assertThat(settings.signingKey().sessionToken()).contains("dev-token");
    }

    @Test
    void takesTheServicesSectionOfAProfile() {
        Settings settings = settings(Flags.NONE, Map.of("AWS_PROFILE", "dev"));

        assertThat(settings.endpoint("ssm")).isEqualTo(URI.create("https://ssm.example.com"));
        assertThat(settings.endpoint("sts")).isEqualTo(URI.create("https://dev.example.com"));
    }

    @Test
    void takesTheEndpointOfSsmForEveryService() {
        Settings settings =
                new Settings(
                        Sources.of(
                                Flags.NONE,
                                Map.of("AWS_ENDPOINT_URL_SSM", "https://ssm.example.com"),
                                "",
                                ""));

        assertThat(settings.endpoint("sts")).isEqualTo(URI.create("https://ssm.example.com"));
    }

    @Test
    void saysWhatIsMissing() {
        Settings nothing = new Settings(Sources.of(Flags.NONE, Map.of(), "", ""));

        assertFailure(() -> nothing.endpoint("ssm"), ExitCode.USAGE, "no server is set");
        assertFailure(nothing::region, ExitCode.USAGE, "no region is set");
        assertFailure(nothing::signingKey, ExitCode.DENIED, "no access key is set");
        assertThat(nothing.caBundle()).isEmpty();
    }

    @Test
    void saysWhichHalfOfAKeyIsMissing() {
        assertFailure(
                settings(Flags.NONE, Map.of("AWS_ACCESS_KEY_ID", "AKIA"))::signingKey,
                ExitCode.USAGE,
                "only half of a key is set: AWS_SECRET_ACCESS_KEY is missing");
    }

    @Test
    void namesTheProfilesThereAre() {
        Settings settings = settings(Flags.NONE, Map.of("AWS_PROFILE", "dve"));

        assertThatThrownBy(settings::signingKey)
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> {
                            assertThat(failure.text()).isEqualTo("there is no profile 'dve'");
                            assertThat(failure.hint())
                                    .isEqualTo("profiles in your files: default, dev, sso");
                        });
    }

    @Test
    void helpsWithProfilesWhoseKeysComeFromElsewhere() {
        Settings settings = settings(Flags.NONE, Map.of("AWS_PROFILE", "sso"));

        assertThatThrownBy(settings::signingKey)
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.hint()).contains("export-credentials"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sallyport.example.com",
                "ftp://sallyport.example.com",
                "https://",
                "https:// x",
                "http://sallyport.example.com"
            })
    void refusesOtherEndpoints(String url) {
        Settings settings = settings(Flags.NONE, Map.of("AWS_ENDPOINT_URL", url));

        assertThatThrownBy(() -> settings.endpoint("ssm"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:1"})
    void allowsPlainHttpOnThisMachine(String url) {
        Settings settings = settings(Flags.NONE, Map.of("AWS_ENDPOINT_URL", url));

        assertThat(settings.endpoint("ssm")).isEqualTo(URI.create(url));
    }

    @Test
    void readsTheFilesTheEnvironmentNames(@TempDir Path home) throws Exception {
        Path config = Files.writeString(home.resolve("elsewhere"), CONFIG);
        Files.createDirectory(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/config"), "[default]\nregion = usual");
        Files.writeString(home.resolve(".aws/credentials"), CREDENTIALS);

        Settings usual = new Settings(Sources.read(Flags.NONE, Map.of(), home));
        Settings named =
                new Settings(
                        Sources.read(
                                Flags.NONE, Map.of("AWS_CONFIG_FILE", config.toString()), home));

        assertThat(usual.region()).isEqualTo("usual");
        assertThat(usual.signingKey().accessKeyId()).isEqualTo("AKIADEFAULT");
        assertThat(named.region()).isEqualTo("region-of-default");
    }

    @Test
    void doesNotPrintSecrets() {
        SigningKey key = settings(Flags.NONE, Map.of("AWS_PROFILE", "dev")).signingKey();

        assertThat(key.toString()).doesNotContain("dev-secret").doesNotContain("dev-token");
    }

    private static Settings settings(Flags flags, Map<String, String> environment) {
        return new Settings(Sources.of(flags, environment, CONFIG, CREDENTIALS));
    }

    private static void assertFailure(Runnable action, ExitCode exit, String text) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> {
                            assertThat(failure.exit()).isEqualTo(exit);
                            assertThat(failure.text()).isEqualTo(text);
                        });
    }
}
