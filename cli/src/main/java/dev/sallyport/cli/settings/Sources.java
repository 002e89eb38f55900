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

    private Sources(
            Flags flags, Map<String, String> environment, IniFile config, IniFile credentials) {
        this.flags = flags;
        this.environment = environment;
        this.config = config;
        this.credentials = credentials;
    }

    /// Reads the two files, wherever the environment says they are. Missing files are empty.
    public static Sources read(Flags flags, Map<String, String> environment, Path home) {
        Path folder = home.resolve(".aws");
        return new Sources(
                flags,
                environment,
                load(environment, "AWS_CONFIG_FILE", folder.resolve("config")),
                load(environment, "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials")));
    }

    static Sources of(
            Flags flags, Map<String, String> environment, String config, String credentials) {
        return new Sources(flags, environment, IniFile.parse(config), IniFile.parse(credentials));
    }

    private static IniFile load(Map<String, String> environment, String variable, Path usual) {
        String named = environment.getOrDefault(variable, "");
        Path file = named.isEmpty() ? usual : Path.of(named);
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
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    String profile() {
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

    private String configSection() {
        String profile = profile();
        boolean plain = profile.equals("default") && !config.has("profile default");
        return plain ? "default" : "profile " + profile;
    }
}
