package dev.sallyport.cli.settings;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The ini dialect of the aws CLI: sections, `key = value`, comments, and indented sub-settings.
///
/// A key without a value followed by indented lines opens a group; its members are found under
/// `group.key`. Lines that are none of these are skipped, as the aws CLI's own parser does for
/// files edited by hand.
public final class IniFile {
    static final IniFile EMPTY = new IniFile(Map.of());

    private final Map<String, Map<String, String>> sections;

    private IniFile(Map<String, Map<String, String>> sections) {
        this.sections = sections;
    }

    static IniFile parse(String text) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> current = new LinkedHashMap<>();
        String group = "";
        for (String line : text.lines().toList()) {
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
                continue;
            }
            Optional<String> heading = heading(line);
            if (heading.isPresent()) {
                current =
                        sections.computeIfAbsent(heading.orElseThrow(), _ -> new LinkedHashMap<>());
                group = "";
                continue;
            }
            int equals = bare.indexOf('=');
            if (equals < 0) {
                continue;
            }
            boolean indented = Character.isWhitespace(line.charAt(0));
            String key = bare.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String value = withoutComment(bare.substring(equals + 1)).strip();
            if (!indented) {
                group = value.isEmpty() ? key + "." : "";
            }
            current.put(indented ? group + key : key, value);
        }
        return new IniFile(sections);
    }

    /// The name of the section that this line begins, if it begins one.
    public static Optional<String> heading(String line) {
        String bare = line.strip();
        return bare.startsWith("[") && bare.contains("]")
                ? Optional.of(sectionName(bare.substring(1, bare.indexOf(']'))))
                : Optional.empty();
    }

    /// A value that is there and not empty.
    Optional<String> get(String section, String key) {
        return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(key))
                .filter(value -> !value.isEmpty());
    }

    boolean has(String section) {
        return sections.containsKey(section);
    }

    Iterable<String> sectionNames() {
        return sections.keySet();
    }

    // Blanks within a name count as one, and names may stand in quotes: [profile "my dev"].
    private static String sectionName(String raw) {
        String[] words = raw.strip().split("\\s+", 2);
        if (words.length < 2) {
            return words[0];
        }
        String name = words[1].strip();
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return words[0] + " " + (quoted ? name.substring(1, name.length() - 1) : name);
    }

    // Only a mark behind a blank starts a comment: secrets hold neither, URLs may hold a '#'.
    private static String withoutComment(String value) {
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c == '#' || c == ';') && Character.isWhitespace(value.charAt(i - 1))) {
                return value.substring(0, i);
            }
        }
        return value;
    }
}
