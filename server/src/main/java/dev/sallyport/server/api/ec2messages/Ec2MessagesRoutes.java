package dev.sallyport.server.api.ec2messages;

import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.ec2messages.model.AcknowledgeMessageResponse;
import dev.sallyport.server.api.ec2messages.model.Ec2messages;
import dev.sallyport.server.api.ec2messages.model.FailMessageResponse;
import dev.sallyport.server.api.ec2messages.model.GetMessagesRequest;
import dev.sallyport.server.api.ec2messages.model.GetMessagesResponse;
import dev.sallyport.server.api.ec2messages.model.SendReplyRequest;
import dev.sallyport.server.api.ec2messages.model.SendReplyResponse;
import java.util.List;

/// Answers the polls of agents: held for a while, then empty.
public final class Ec2MessagesRoutes {
    private static final List<String> ANY = List.of(ResourceNames.ANY);

    private final ResourceNames names;
    private final Patience patience;

    public Ec2MessagesRoutes(ResourceNames names, Patience patience) {
        this.names = names;
        this.patience = patience;
    }

    /// Holds a poll.
    @FunctionalInterface
    public interface Patience {
        /// Returns after at most 15 seconds, and at once when the server stops: agents wait 20, and
        /// take an answer within 10 for a fault.
        void hold() throws InterruptedException;
    }

    public void addTo(Routes.Builder routes) {
        routes.on(
                        Ec2messages.GET_MESSAGES,
                        Authentication.SIGNED,
                        input -> List.of(names.anyNode(input.destination())),
                        this::getMessages)
                .on(
                        Ec2messages.ACKNOWLEDGE_MESSAGE,
                        Authentication.SIGNED,
                        _ -> ANY,
                        (_, _) -> new AcknowledgeMessageResponse())
                .on(
                        Ec2messages.FAIL_MESSAGE,
                        Authentication.SIGNED,
                        _ -> ANY,
                        (_, _) -> new FailMessageResponse())
                .on(
                        Ec2messages.SEND_REPLY,
                        Authentication.SIGNED,
                        _ -> ANY,
                        (_, input) -> accepted(input));
    }

    private GetMessagesResponse getMessages(Call call, GetMessagesRequest input) {
        try {
            patience.hold();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ServiceFault("InternalServerError", "The server is stopping.");
        }
        return GetMessagesResponse.builder()
                .destination(input.destination())
                .messagesRequestId(input.messagesRequestId())
                .messages(List.of())
                .build();
    }

    private static SendReplyResponse accepted(SendReplyRequest input) {
        return SendReplyResponse.builder()
                .messageId(input.messageId())
                .replyId(input.replyId())
                .replyStatus("Accepted")
                .description("")
                .build();
    }
}
