package dev.sallyport.cli.channel;

import java.util.Set;

/// The session types of documents, by their names on the wire.
public final class SessionTypes {
    public static final String SHELL = "Standard_Stream";
    public static final String INTERACTIVE = "InteractiveCommands";
    public static final String NON_INTERACTIVE = "NonInteractiveCommands";
    public static final String PORT = "Port";
    public static final String FILES = "Files";

    /// Ours: SSH that ends at the node's agent.
    public static final String SSH = "Ssh";

    /// Those that print to a screen.
    public static final Set<String> SHELLS = Set.of(SHELL, INTERACTIVE, NON_INTERACTIVE);

    private SessionTypes() {}
}
