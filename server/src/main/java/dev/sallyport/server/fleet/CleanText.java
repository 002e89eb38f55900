package dev.sallyport.server.fleet;

/// Makes text from a node fit for an operator's terminal.
final class CleanText {
    private CleanText() {}

    /// At most `limit` characters of `text`, each one that could steer a terminal or turn the
    /// reading direction replaced by `?`.
    static String of(String text, int limit) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(limit).forEach(c -> clean.appendCodePoint(isHarmless(c) ? c : '?'));
        return clean.toString();
    }

    private static boolean isHarmless(int codePoint) {
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
}
