package dev.sallyport.server.fleet;

import dev.sallyport.protocol.PlainText;

/// Makes text from a node fit for an operator's terminal.
final class CleanText {
    private CleanText() {}

    /// At most `limit` characters of `text`, each one that could steer a terminal or turn the
    /// reading direction replaced by `?`.
    static String of(String text, int limit) {
        int end = Math.min(limit, text.codePointCount(0, text.length()));
        return PlainText.of(text.substring(0, text.offsetByCodePoints(0, end)), '?');
    }
}
