package dev.sallyport.cli.channel;

import java.net.URI;

/// What opens the data channel of a session, once.
public record Ticket(String sessionId, String token, URI streamUrl) {
    /// Without the token.
    @Override
    public String toString() {
        return "Ticket[" + sessionId + "]";
    }
}
