package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.channel.ChannelClient;
import dev.sallyport.cli.channel.Guest;
import dev.sallyport.cli.channel.Peers;
import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.channel.Stamps;
import dev.sallyport.cli.channel.Ticket;
import dev.sallyport.cli.channel.Timing;
import dev.sallyport.cli.channel.WebSocketWire;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.terminal.Terminal;
import java.net.http.HttpClient;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Starts sessions and keeps them to their end.
final class Sessions {
    private final World world;
    private final HttpClient http;
    private final SsmSessionCalls calls;

    Sessions(World world, HttpClient http, Api api) {
        this.world = world;
        this.http = http;
        this.calls = new SsmSessionCalls(api);
    }

    static Sessions of(Workbench bench, Workbench.Connection connection) {
        return new Sessions(bench.world(), connection.http(), connection.api());
    }

    /// What asks for a session of this document.
    static ObjectNode request(String nodeId, String document, Map<String, String> parameters) {
        ObjectNode request = Api.request().put("Target", nodeId).put("DocumentName", document);
        putParameters(request, parameters);
        return request;
    }

    static void putParameters(ObjectNode request, Map<String, String> parameters) {
        if (!parameters.isEmpty()) {
            ObjectNode values = request.putObject("Parameters");
            parameters.forEach((key, value) -> values.putArray(key).add(value));
        }
    }

    Ticket start(ObjectNode request) {
        return calls.start(request);
    }

    /// Blocks until the session is over for this side. If the program is told to end, the session
    /// is ended too: nobody else can take it up again.
    SessionEnd run(Ticket ticket, Guest guest) throws InterruptedException {
        ChannelClient client =
                new ChannelClient(
                        ticket,
                        new Peers(
                                calls,
                                WebSocketWire.dialer(http),
                                new Stamps(
                                        world.random(),
                                        world.clocks().wall(),
                                        world.clocks().nanos())),
                        Timing.USUAL,
                        guest);
        try (Terminal.Handle _ = world.terminal().onInterrupt(() -> leave(ticket.sessionId()))) {
            return client.run();
        } catch (Failure failure) {
            leave(ticket.sessionId());
            throw failure;
        }
    }

    private void leave(String sessionId) {
        try {
            calls.terminate(sessionId);
        } catch (Failure _) {
            // The program is ending; the service notices the loss by itself.
        }
    }
}
