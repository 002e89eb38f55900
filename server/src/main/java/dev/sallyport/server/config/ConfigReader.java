package dev.sallyport.server.config;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/// Reads settings from flags, the environment and a TOML file, and reports every fault at once.
public final class ConfigReader {
    private final Map<String, Said> said = new TreeMap<>();
    private final List<ConfigFault> faults = new ArrayList<>();

    /// A text and the place it came from.
    private record Said(String text, String source) {}

    private ConfigReader() {}

    /// @param file a TOML file that must exist, if one was named
    /// @param environment of the process; only names that begin with `SALLYPORT_` are read
    /// @param flags setting keys to texts, from the command line
    public static ConfigOutcome read(
            Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
        ConfigReader reader = new ConfigReader();
        file.ifPresent(reader::takeFile);
        reader.takeEnvironment(environment);
        flags.forEach((key, text) -> reader.take(key, text, "the flag for " + key));
        return reader.finish();
    }

    private void takeFile(Path file) {
        TomlParseResult toml;
        try {
            toml = Toml.parse(file);
        } catch (IOException e) {
            faults.add(
                    new ConfigFault(
                            "--config", file.toString(), "a readable file", "the command line"));
            return;
        }
        toml.errors()
                .forEach(error ->
                        faults.add(
                                new ConfigFault(
                                        file + ":" + error.position(),
                                        String.valueOf(error.getMessage()),
                                        "TOML",
                                        file.toString())));
        for (var entry : toml.dottedEntrySet()) {
            take(entry.getKey(), text(entry.getValue()), file.toString());
        }
    }

    private static String text(Object value) {
        if (value instanceof org.tomlj.TomlArray array) {
            return String.join(",", array.toList().stream().map(String::valueOf).toList());
        }
        return String.valueOf(value);
    }

    private void takeEnvironment(Map<String, String> environment) {
        Map<String, Setting> known = new LinkedHashMap<>();
        Settings.all().forEach(setting -> known.put(setting.variable(), setting));
        environment.forEach((name, text) -> {
            Setting setting = known.get(name);
            if (setting != null) {
                take(setting.key(), text, "$" + name);
            }
        });
    }

    private void take(String key, String text, String source) {
        if (Settings.all().stream().noneMatch(setting -> setting.key().equals(key))) {
            faults.add(new ConfigFault(key, text, "one of the known keys" + nearest(key), source));
            return;
        }
        said.put(key, new Said(text, source));
    }

    /// A mistyped key is most often one letter away from the right one.
    private static String nearest(String key) {
        return Settings.all().stream()
                .map(Setting::key)
                .filter(known -> distance(known, key) <= 2 || known.endsWith("." + key))
                .findFirst()
                .map(known -> "; did you mean " + known + "?")
                .orElse("");
    }

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        java.util.Arrays.setAll(row, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + change);
                diagonal = row[j];
                row[j] = best;
            }
        }
        return row[right.length()];
    }

    private ConfigOutcome finish() {
        Optional<Path> dataDir = value(Settings.DATA_DIR, Forms::path);
        var region = value(Settings.REGION, Forms::region);
        var account = value(Settings.ACCOUNT, Forms::account);
        var listen = listen();
        var tls = tls();
        var sessions = sessions();
        var access = access();
        var recordings = recordings(dataDir);
        if (!faults.isEmpty()) {
            return new ConfigOutcome.Faulty(faults);
        }
        return new ConfigOutcome.Valid(
                new Config(
                        dataDir.orElseThrow(),
                        region.orElseThrow(),
                        account,
                        listen.orElseThrow(),
                        tls,
                        sessions.orElseThrow(),
                        access.orElseThrow(),
                        recordings.orElseThrow()));
    }

    private Optional<Config.Listen> listen() {
        var address = value(Settings.ADDRESS, Forms::address);
        var port = value(Settings.PORT, Forms::port);
        var plain = value(Settings.PLAIN_PORT, Forms::port);
        return address.flatMap(a -> port.map(p -> new Config.Listen(a, p, plain)));
    }

    private Config.Tls tls() {
        var certificate = value(Settings.CERTIFICATE, Forms::file);
        var key = value(Settings.PRIVATE_KEY, Forms::file);
        if (isSaid(Settings.CERTIFICATE) != isSaid(Settings.PRIVATE_KEY)) {
            Setting missing =
                    isSaid(Settings.CERTIFICATE) ? Settings.PRIVATE_KEY : Settings.CERTIFICATE;
            faults.add(
                    new ConfigFault(
                            missing.key(),
                            "",
                            "both tls.certificate and tls.private-key",
                            "nowhere"));
        }
        return new Config.Tls(
                certificate,
                key,
                value(Settings.NAMES, Forms::names).orElse(List.of()),
                value(Settings.DOMAIN, Forms::domain),
                value(Settings.ISSUER_CA, Forms::file));
    }

    private Optional<Config.SessionRules> sessions() {
        var resume =
                value(
                        Settings.RESUME_WINDOW,
                        text -> Forms.duration(text, Duration.ofSeconds(1), Duration.ofDays(1)));
        var node =
                value(
                        Settings.NODE_WINDOW,
                        text -> Forms.duration(text, Duration.ofSeconds(1), Duration.ofHours(1)));
        return resume.flatMap(r -> node.map(n -> new Config.SessionRules(r, n)));
    }

    private Optional<Config.AccessRules> access() {
        var check = value(Settings.DOCUMENT_CHECK, text -> Forms.either(text, "always", "classic"));
        var aliases = value(Settings.ALIAS_ARNS, text -> Forms.either(text, "on", "off"));
        var proxies = value(Settings.PROXIES, Forms::ranges).orElse(List.of());
        var calendars = value(Settings.CALENDARS, Forms::directory);
        var open =
                value(
                        Settings.OPEN_CHANNEL,
                        text -> Forms.either(text, "permitted", "unless-denied"));
        return check.flatMap(c ->
                open.flatMap(o ->
                        aliases.map(a -> new Config.AccessRules(c, o, a, proxies, calendars))));
    }

    private Optional<Config.RecordingRules> recordings(Optional<Path> dataDir) {
        var directory =
                value(Settings.RECORDINGS, Forms::path)
                        .or(() -> dataDir.map(dir -> dir.resolve("recordings")));
        var floor = value(Settings.FREE_SPACE, Forms::size);
        return directory.flatMap(d -> floor.map(f -> new Config.RecordingRules(d, f)));
    }

    private boolean isSaid(Setting setting) {
        Said words = said.get(setting.key());
        return words != null && !words.text().isEmpty();
    }

    private <T> Optional<T> value(Setting setting, Function<String, T> form) {
        Said words = said.getOrDefault(setting.key(), new Said(setting.fallback(), "the default"));
        if (words.text().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.apply(words.text()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            faults.add(
                    new ConfigFault(setting.key(), words.text(), setting.form(), words.source()));
            return Optional.empty();
        }
    }
}
