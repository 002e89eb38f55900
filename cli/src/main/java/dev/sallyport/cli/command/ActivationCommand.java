package dev.sallyport.cli.command;

import picocli.CommandLine.Command;

/// `sallyport activation`, the parent of its three commands.
@Command(
        name = "activation",
        header = "Make, list and delete the codes by which machines register.",
        description = {
            "A machine becomes a managed node with an activation: an id, and a code that is shown"
                    + " once. It is good for a number of machines and until a date."
        })
final class ActivationCommand {}
