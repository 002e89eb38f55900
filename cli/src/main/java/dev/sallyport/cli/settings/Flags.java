package dev.sallyport.cli.settings;

import java.util.Optional;

/// What the command line says about the connection.
public record Flags(
        Optional<String> endpointUrl,
        Optional<String> region,
        Optional<String> profile,
        Optional<String> caBundle) {
    public static final Flags NONE =
            new Flags(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
