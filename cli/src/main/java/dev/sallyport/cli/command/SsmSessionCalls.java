package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.channel.SessionCalls;
import dev.sallyport.cli.channel.Ticket;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The calls of a session, made to SSM.
final class SsmSessionCalls implements SessionCalls {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Api api;

    SsmSessionCalls(Api api) {
        this.api = api;
    }

    Ticket start(ObjectNode request) {
        return read(api.ssm("StartSession", request));
    }

    @Override
    public Optional<Ticket> resume(String sessionId) {
        return ticket(api.ssm("ResumeSession", Api.request().put("SessionId", sessionId)));
    }

    @Override
    public void terminate(String sessionId) {
        api.ssm("TerminateSession", Api.request().put("SessionId", sessionId));
    }

    /// What a StartSession answered, however it came here.
    static Ticket read(JsonNode answer) {
        return ticket(answer)
                .orElseThrow(() -> new Failure(ExitCode.FAILED, "the server gave no token"));
    }

    /// Nothing if there is no token: that is how the service says that a session has ended.
    private static Optional<Ticket> ticket(JsonNode answer) {
        String token = answer.path("TokenValue").asString("");
        if (token.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Ticket(
                        answer.path("SessionId").asString(""),
                        token,
                        streamUrl(answer.path("StreamUrl").asString(""))));
    }

    private static URI streamUrl(String text) {
        try {
            URI url = URI.create(text);
            boolean local = url.getHost() != null && LOOPBACK.contains(url.getHost());
            if ("wss".equals(url.getScheme()) || ("ws".equals(url.getScheme()) && local)) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // Told below.
        }
        throw new Failure(
                ExitCode.FAILED, "the server's stream URL '" + text + "' is not wss://HOST/...");
    }
}
