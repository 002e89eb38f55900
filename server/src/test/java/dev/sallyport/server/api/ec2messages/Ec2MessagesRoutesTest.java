package dev.sallyport.server.api.ec2messages;

import static dev.sallyport.server.api.NodeRig.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.api.NodeRig;
import dev.sallyport.server.api.ec2messages.model.Ec2messages;
import dev.sallyport.server.api.ec2messages.model.GetMessagesRequest;
import dev.sallyport.server.api.ec2messages.model.SendReplyRequest;
import dev.sallyport.server.fleet.Keys;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Ec2MessagesRoutesTest {
    private final NodeRig rig = new NodeRig();
    private final NodeId web = rig.join(Keys.first(), "", Map.of());
    private final NodeId mail = rig.join(Keys.second(), "", Map.of());

    private GetMessagesRequest poll(NodeId node) {
        return GetMessagesRequest.builder()
                .destination(node.value())
                .messagesRequestId("11111111-2222-4333-8444-555555555555")
                .visibilityTimeoutInSeconds(10)
                .build();
    }

    @Test
    void holdsAPollAndFindsNothing() {
        var response = rig.counter.call(NodeRig.role(web), Ec2messages.GET_MESSAGES, poll(web));

        assertThat(rig.holds()).isEqualTo(1);
        assertThat(response.messages()).isEmpty();
        assertThat(response.destination()).contains(web.value());
        assertThat(response.messagesRequestId()).contains("11111111-2222-4333-8444-555555555555");
    }

    @Test
    void refusesAPollForAnotherNodeAtOnce() {
        assertFault(
                "AccessDeniedException",
                () -> rig.counter.call(NodeRig.role(web), Ec2messages.GET_MESSAGES, poll(mail)));
        assertThat(rig.holds()).isZero();
    }

    @Test
    void acceptsReplies() {
        var response =
                rig.counter.call(
                        NodeRig.role(web),
                        Ec2messages.SEND_REPLY,
                        SendReplyRequest.builder()
                                .messageId("aws.ssm.1." + web)
                                .payload("{}")
                                .build());

        assertThat(response.replyStatus()).contains("Accepted");
    }
}
