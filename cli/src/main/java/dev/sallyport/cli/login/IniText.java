package dev.sallyport.cli.login;

import dev.sallyport.cli.settings.IniFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The text of an ini file in which keys are changed while every other line stays as it is.
final class IniText {
    private final List<Block> blocks = new ArrayList<>();
    private final String lineEnd;

    /// The lines from one heading to the next. What stands before the first one has no name.
    private record Block(String name, List<String> lines) {}

    IniText(String text) {
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        blocks.add(new Block("", new ArrayList<>()));
        for (String line : text.lines().toList()) {
            Optional<String> heading = IniFile.heading(line);
            heading.ifPresent(name -> blocks.add(new Block(name, new ArrayList<>())));
            blocks.getLast().lines.add(line);
        }
    }

    /// Sets keys where they stand, else at the section's end. A new section comes last.
    void set(String section, Map<String, String> values) {
        values.forEach(IniText::check);
        check("section", section);
        if (blocks.stream().noneMatch(block -> block.name.equals(section))) {
            begin(section);
        }
        Map<String, String> open = new LinkedHashMap<>(values);
        for (Block block : named(section)) {
            // A second line of a key would win over the first.
            block.lines.removeIf(
                    line -> values.containsKey(key(line)) && !open.containsKey(key(line)));
            Set<String> seen = new HashSet<>();
            block.lines.removeIf(line -> open.containsKey(key(line)) && !seen.add(key(line)));
            block.lines.replaceAll(
                    line -> open.containsKey(key(line)) ? changed(line, open) : line);
        }
        Block first = named(section).getFirst();
        open.forEach((key, value) -> first.lines.add(end(first), key + " = " + value));
    }

    private static String changed(String line, Map<String, String> open) {
        String key = key(line);
        return key + " = " + open.remove(key);
    }

    /// Takes keys out of a section.
    void remove(String section, Set<String> keys) {
        named(section).forEach(block -> block.lines.removeIf(line -> keys.contains(key(line))));
    }

    private void begin(String section) {
        List<String> last = blocks.getLast().lines;
        if (!last.isEmpty() && !last.getLast().isBlank()) {
            last.add("");
        }
        blocks.add(new Block(section, new ArrayList<>(List.of("[" + section + "]"))));
    }

    private List<Block> named(String section) {
        return blocks.stream().filter(block -> block.name.equals(section)).toList();
    }

    // Blank lines before the next heading stay there.
    private static int end(Block block) {
        int end = block.lines.size();
        while (end > 0 && block.lines.get(end - 1).isBlank()) {
            end--;
        }
        return end;
    }

    private static String key(String line) {
        int equals = line.indexOf('=');
        boolean plain =
                equals > 0
                        && !Character.isWhitespace(line.charAt(0))
                        && "#;[".indexOf(line.charAt(0)) < 0;
        return plain ? line.substring(0, equals).strip().toLowerCase(Locale.ROOT) : "";
    }

    private static void check(String key, String value) {
        if (value.chars().anyMatch(Character::isISOControl) || value.isBlank()) {
            throw new IllegalArgumentException(key + ": empty, or with a line's end in it");
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        blocks.forEach(block -> block.lines.forEach(line -> text.append(line).append(lineEnd)));
        return text.toString();
    }
}
