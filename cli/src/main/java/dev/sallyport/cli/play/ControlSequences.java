package dev.sallyport.cli.play;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which control sequences (`ESC [ … final`) only draw.
final class ControlSequences {
    private static final Pattern FORM =
            Pattern.compile("\u001b\\[([<=>?]?)([0-9:;]*)([ -/]*)([@-~])");
    // Cursor, erasing, scrolling, colours, tab stops, insert mode, margins, save and restore.
    private static final String PLAIN = "@ABCDEFGHIJKLMPSTXZ`abdefghlmrsu";
    // Cursor keys and keypad stay out: they change what keys send. So do mouse, focus and paste.
    private static final Set<String> MODES =
            Set.of("3", "5", "6", "7", "12", "25", "45", "47", "1047", "1048", "1049", "2026");

    private ControlSequences() {}

    static boolean isHarmless(byte[] sequence) {
        Matcher parts = FORM.matcher(new String(sequence, StandardCharsets.ISO_8859_1));
        if (!parts.matches()) {
            return false;
        }
        String last = parts.group(4);
        return switch (parts.group(1) + parts.group(3)) {
            case "" -> PLAIN.contains(last);
            case "?" -> isHarmlessPrivate(parts.group(2), last);
            // The cursor's shape.
            case " " -> last.equals("q");
            // Soft reset.
            case "!" -> last.equals("p");
            default -> false;
        };
    }

    private static boolean isHarmlessPrivate(String parameters, String last) {
        return switch (last) {
            case "h", "l" -> MODES.containsAll(Arrays.asList(parameters.split("[;:]", -1)));
            case "J", "K" -> true;
            default -> false;
        };
    }
}
