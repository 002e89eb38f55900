package dev.sallyport.policy.language;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/// Says in plain words what is wrong with text that is no JSON.
final class BrokenJson {
    private BrokenJson() {}

    static Fault name(String text, JacksonException cause) {
        if (cause instanceof StreamConstraintsException) {
            return Fault.syntax(
                    position(text, offset(text, cause)), "the policy is nested too deeply");
        }
        int at = offset(text, cause);
        int before = lastSolid(text, at - 1);
        if (nextSolid(text, at) >= text.length()) {
            return Fault.syntax(
                    position(text, text.length()),
                    "the text ends too early: close every quote, bracket and brace");
        }
        at = nextSolid(text, at);
        char character = text.charAt(at);
        char previous = before < 0 ? ' ' : text.charAt(before);
        if (previous == ',' && (character == '}' || character == ']')) {
            return Fault.syntax(
                    position(text, before), "remove the comma before " + Fault.quote(character));
        }
        if (endsValue(previous) && startsValue(character)) {
            return Fault.syntax(
                    position(text, before + 1),
                    "a comma is missing before " + Fault.quote(word(text, at)));
        }
        return Fault.syntax(position(text, at), other(character));
    }

    private static String other(char character) {
        return switch (character) {
            case '\'', '\u201c', '\u201d', '\u2018', '\u2019' ->
                    "write straight double quotes in place of " + character;
            case '/', '#' -> "JSON has no comments: remove this one";
            default -> "unexpected " + Fault.quote(character);
        };
    }

    /// Where the offending character is. The parser says where it stood when it gave up, which is
    /// behind that character.
    private static int offset(String text, JacksonException cause) {
        TokenStreamLocation location = cause.getLocation();
        int offset = location == null ? 0 : (int) location.getCharOffset();
        return Math.clamp(offset, 0, text.length());
    }

    private static Position position(String text, int offset) {
        int line = 1;
        int start = 0;
        int feed = text.indexOf('\n');
        while (feed >= 0 && feed < offset) {
            line++;
            start = feed + 1;
            feed = text.indexOf('\n', start);
        }
        return new Position(line, offset - start + 1);
    }

    private static int lastSolid(String text, int from) {
        int at = Math.min(from, text.length() - 1);
        while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at;
    }

    private static int nextSolid(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean endsValue(char character) {
        return character == '"'
                || character == '}'
                || character == ']'
                || Character.isLetterOrDigit(character);
    }

    private static boolean startsValue(char character) {
        return character == '"' || character == '{' || character == '[';
    }

    /// The quoted text at an offset, or the one character.
    private static String word(String text, int at) {
        int end = text.charAt(at) == '"' ? text.indexOf('"', at + 1) : -1;
        return end > at && end - at <= 60
                ? text.substring(at + 1, end)
                : String.valueOf(text.charAt(at));
    }
}
