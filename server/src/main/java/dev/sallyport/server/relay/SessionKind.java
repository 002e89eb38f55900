package dev.sallyport.server.relay;

import dev.sallyport.protocol.channel.PayloadTypes;

/// What sort of session the document asks for, as far as it changes the relaying.
///
/// @param sessionType the document's `sessionType`, such as `Standard_Stream` or `Port`
/// @param propertiesType the document's `properties.type`, such as `LocalPortForwarding`, or empty
/// @param separateOutput whether a command's two outputs travel apart (`separateOutputStream`)
public record SessionKind(String sessionType, String propertiesType, boolean separateOutput) {
    private static final String PORT = "Port";
    private static final String SHELL = "Standard_Stream";
    private static final String FILES = "Files";
    private static final String COMMANDS = "InteractiveCommands";
    private static final String SSH = "Ssh";

    /// A shell, the commonest session.
    public static SessionKind shell() {
        return new SessionKind(SHELL, "", false);
    }

    /// Whether the recording keeps the frames of a terminal or a command, or what a node tells of
    /// an SSH session. Everything else is opaque: counted, not kept.
    public boolean isTerminal() {
        return !sessionType.equals(PORT);
    }

    /// Whether the frames are SSH, encrypted between the client and the node's agent, which tells
    /// in frames of their own what passes inside.
    boolean isSsh() {
        return sessionType.equals(SSH);
    }

    /// Only a node that ends SSH itself has something to tell: anybody else could put lines into a
    /// recording that nobody saw.
    boolean mayCarry(boolean fromNode, int payloadType) {
        return payloadType != PayloadTypes.SCREEN || (fromNode && isSsh());
    }

    /// Whether the frames carry files: recorded is what became of each, and their content passes in
    /// order.
    public boolean isFiles() {
        return sessionType.equals(FILES);
    }

    /// Whether somebody sits before a terminal of the node's and would see a line of the server's
    /// own. A command's output may be read by a program.
    boolean isShell() {
        return sessionType.equals(SHELL) || sessionType.equals(COMMANDS);
    }

    /// Whether the frames are those of a multiplexer that may send empty keep-alives.
    boolean isMultiplexed() {
        return sessionType.equals(PORT) && propertiesType.equals("LocalPortForwarding");
    }

    /// Whether the node may be told to pause. A paused command with separate outputs fails.
    boolean mayPause() {
        return !separateOutput;
    }
}
