package dev.sallyport.cli.settings;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The places settings come from: flags, environment, `~/.aws/config`, `~/.aws/credentials`.
public final class Sources {
    private final Flags flags;
    private final Map<String, String> environment;
    private final IniFile config;
    private final IniFile credentials;
    private final Path credentialsPath;

    private Sources(
            Flags flags,
            Map<String, String> environment,
            IniFile config,
            IniFile credentials,
            Path credentialsPath) {
        this.flags = flags;
        this.environment = environment;
        this.config = config;
        this.credentials = credentials;
        this.credentialsPath = credentialsPath;
    }

    /// Reads the two files, wherever the environment says they are. Missing files are empty.
    public static Sources read(Flags flags, Map<String, String> environment, Path home) {
        Path folder = home.resolve(".aws");
        Path config = path(environment, "AWS_CONFIG_FILE", folder.resolve("config"));
        Path credentials =
                path(environment, "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials"));
        return new Sources(flags, environment, load(config), load(credentials), credentials);
    }

    static Sources of(
            Flags flags, Map<String, String> environment, String config, String credentials) {
        return new Sources(
                flags,
                environment,
                IniFile.parse(config),
                IniFile.parse(credentials),
                Path.of("credentials"));
    }

    private static Path path(Map<String, String> environment, String variable, Path usual) {
        String named = environment.getOrDefault(variable, "");
        return named.isEmpty() ? usual : Path.of(named);
    }

    private static IniFile load(Path file) {
        try {
            return IniFile.parse(Files.readString(file));
        } catch (NoSuchFileException _) {
            return IniFile.EMPTY;
        } catch (IOException e) {
            throw new Failure(ExitCode.USAGE, "cannot read " + file + ": " + e.getMessage());
        }
    }

    Flags flags() {
        return flags;
    }

    /// An environment variable that is set and not empty.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /// The profile that is used where no keys are in the environment.
    public String profile() {
        return flags.profile()
                .or(() -> variable("SALLYPORT_PROFILE"))
                .or(() -> variable("AWS_PROFILE"))
                .or(() -> variable("AWS_DEFAULT_PROFILE"))
                .orElse("default");
    }

    boolean hasProfile() {
        return config.has(configSection()) || credentials.has(profile());
    }

    Set<String> profileNames() {
        Set<String> names = new TreeSet<>();
        credentials.sectionNames().forEach(names::add);
        for (String section : config.sectionNames()) {
            if (section.startsWith("profile ")) {
                names.add(section.substring("profile ".length()));
            } else if (section.equals("default")) {
                names.add(section);
            }
        }
        return names;
    }

    /// A setting of the profile in the config file.
    Optional<String> profileSetting(String key) {
        return config.get(configSection(), key);
    }

    /// The endpoint that the profile's `services` section gives for one service.
    Optional<String> serviceEndpoint(String service) {
        return profileSetting("services")
                .flatMap(name -> config.get("services " + name, service + ".endpoint_url"));
    }

    /// A key of the profile: the credentials file wins over the config file, as in the aws CLI.
    Optional<String> credential(String key) {
        return credentials.get(profile(), key).or(() -> profileSetting(key));
    }

    /// The file that keys are kept in, whether or not it exists yet.
    public Path credentialsPath() {
        return credentialsPath;
    }

    /// A key of any section of the credentials file.
    public Optional<String> inCredentials(String section, String key) {
        return credentials.get(section, key);
    }

    /// The long-term key that temporary credentials of the profile are got with: that of the
    /// section `PROFILE-long-term`, as aws-mfa has it, else the profile's own.
    public Optional<LongTermKey> longTermKey() {
        String apart = profile() + LongTermKey.SUFFIX;
        return LongTermKey.find(credentials, apart, false)
                .or(() -> LongTermKey.find(config, "profile " + apart, false))
                .or(() -> LongTermKey.find(credentials, profile(), true))
                .or(() -> LongTermKey.find(config, configSection(), false));
    }

    /// The profile's MFA device: `aws_mfa_device` beside the key, or `mfa_serial` as the aws CLI
    /// has it.
    public Optional<String> mfaDevice() {
        String apart = profile() + LongTermKey.SUFFIX;
        return credentials
                .get(apart, "aws_mfa_device")
                .or(() -> credentials.get(profile(), "aws_mfa_device"))
                .or(() -> profileSetting("mfa_serial"));
    }

    private String configSection() {
        String profile = profile();
        boolean plain = profile.equals("default") && !config.has("profile default");
        return plain ? "default" : "profile " + profile;
    }
}
