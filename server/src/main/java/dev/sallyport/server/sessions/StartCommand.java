package dev.sallyport.server.sessions;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a caller asks for when it starts a session. No document means the account's preferences.
public record StartCommand(
        String target,
        Optional<String> documentName,
        Map<String, List<String>> parameters,
        Optional<String> reason) {
    public StartCommand {
        parameters = Map.copyOf(parameters);
    }
}
