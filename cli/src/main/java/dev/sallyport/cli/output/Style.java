package dev.sallyport.cli.output;

import java.util.Map;

/// Whether and how words are coloured.
public record Style(boolean coloured) {
    private static final String OFF = "\u001b[0m";
    private static final Map<String, String> WORDS =
            Map.of(
                    "Online", "\u001b[32m",
                    "Connected", "\u001b[32m",
                    "active", "\u001b[32m",
                    "ConnectionLost", "\u001b[31m",
                    "Failed", "\u001b[31m",
                    "expired", "\u001b[33m",
                    "Disconnected", "\u001b[33m",
                    "ok", "\u001b[32m",
                    "DIFFERS", "\u001b[31m");

    /// Colours for a terminal whose user has not said no.
    public static Style of(boolean terminal, Map<String, String> environment) {
        boolean unwanted =
                !environment.getOrDefault("NO_COLOR", "").isEmpty()
                        || environment.getOrDefault("TERM", "").equals("dumb");
        return new Style(terminal && !unwanted);
    }

    String strong(String text) {
        return coloured ? "\u001b[1m" + text + OFF : text;
    }

    /// A state's name in its colour; any other word as it is.
    String word(String text) {
        String on = WORDS.getOrDefault(text, "");
        return coloured && !on.isEmpty() ? on + text + OFF : text;
    }

    public String error(String text) {
        return coloured ? "\u001b[31m" + text + OFF : text;
    }

    public String warning(String text) {
        return coloured ? "\u001b[33m" + text + OFF : text;
    }

    public String good(String text) {
        return coloured ? "\u001b[32m" + text + OFF : text;
    }

    public String hint(String text) {
        return coloured ? "\u001b[36m" + text + OFF : text;
    }
}
