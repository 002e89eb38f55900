package dev.sallyport.cli.output;

import dev.sallyport.protocol.PlainText;

/// Text of strangers made fit for a terminal.
public final class Plain {
    private Plain() {}

    /// The text with every character that could do more than be read replaced, line ends too.
    public static String text(String text) {
        return PlainText.of(text, '\ufffd');
    }
}
