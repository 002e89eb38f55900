package dev.sallyport.cli.channel;

/// What a session is for, as its node says in the handshake or by its first output.
public sealed interface Purpose {
    /// A terminal or a command.
    ///
    /// @param type the document's session type, such as `Standard_Stream`
    record Shell(String type) implements Purpose {
        /// Whether a command runs without a terminal on the node.
        public boolean isBare() {
            return type.equals(SessionTypes.NON_INTERACTIVE);
        }
    }

    /// A port of the node, or of a host it can reach.
    record Port(String agentVersion, PortProperties properties) implements Purpose {}
}
