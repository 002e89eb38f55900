package dev.sallyport.protocol;

/// Text of strangers made fit for a terminal: what could steer it, hide, or turn the direction of
/// reading so that one name looks like another, is told from what can only be read.
public final class PlainText {
    private PlainText() {}

    /// Whether the character can do nothing but be read. Line ends are not harmless.
    public static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    /// The text with `mark` in the place of each character that is not harmless.
    public static String of(String text, char mark) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> plain.appendCodePoint(isHarmless(c) ? c : mark));
        return plain.toString();
    }
}
