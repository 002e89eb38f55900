package dev.sallyport.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The answer to a command that is only the parent of others.
final class Which {
    private Which() {}

    static ParameterException one(CommandSpec spec) {
        return new ParameterException(
                spec.commandLine(),
                "%s: which one? (expected: %s)"
                        .formatted(spec.name(), String.join(", ", spec.subcommands().keySet())));
    }
}
