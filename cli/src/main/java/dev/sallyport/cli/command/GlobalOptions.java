package dev.sallyport.cli.command;

import dev.sallyport.cli.settings.Flags;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options every command takes.
final class GlobalOptions {
    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "The server, such as https://sallyport.example.com:8443.")
    private Optional<String> endpointUrl = Optional.empty();

    @Option(names = "--region", paramLabel = "NAME", description = "The server's region.")
    private Optional<String> region = Optional.empty();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The profile in ~/.aws/config and ~/.aws/credentials to use.")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = "--ca-bundle",
            paramLabel = "FILE",
            description = "PEM file of the certificate authorities to trust.")
    private Optional<String> caBundle = Optional.empty();

    @Option(names = "--json", description = "Print JSON, errors too.")
    private boolean json;

    Flags flags() {
        return new Flags(endpointUrl, region, profile, caBundle);
    }

    boolean json() {
        return json;
    }
}
