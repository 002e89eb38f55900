package dev.sallyport.cli.output;

/// Text of strangers made fit for a terminal.
public final class Plain {
    private Plain() {}

    /// The text with every control character replaced, line ends too.
    public static String text(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || isHidden(c) ? '\ufffd' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    // Marks that turn the direction of writing can make one name look like another.
    private static boolean isHidden(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
