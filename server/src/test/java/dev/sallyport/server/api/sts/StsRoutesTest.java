package dev.sallyport.server.api.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.api.Counter;
import dev.sallyport.server.api.NodeRig;
import dev.sallyport.server.api.sts.model.GetCallerIdentityRequest;
import dev.sallyport.server.api.sts.model.GetCallerIdentityResponse;
import dev.sallyport.server.api.sts.model.Sts;
import dev.sallyport.server.identity.Caller;
import org.junit.jupiter.api.Test;

class StsRoutesTest {
    private final StsRig rig = new StsRig();

    private GetCallerIdentityResponse whoIs(Caller caller) {
        return rig.counter.call(caller, Sts.GET_CALLER_IDENTITY, new GetCallerIdentityRequest());
    }

    @Test
    void tellsAUserWhoItIs() {
        assertThat(whoIs(Counter.ADMIN).arn()).contains("arn:aws:iam::111122223333:user/admin");
        assertThat(whoIs(Counter.ADMIN).account()).contains("111122223333");
        assertThat(whoIs(Counter.ADMIN).userId()).contains("AIDA22222222222222222");
    }

    @Test
    void tellsANodeWhoItIs() {
        NodeId web = new NodeId("mi-0123456789abcdef0");

        assertThat(whoIs(NodeRig.role(web)).arn())
                .contains("arn:aws:sts::111122223333:assumed-role/Nodes/mi-0123456789abcdef0");
        assertThat(whoIs(NodeRig.role(web)).userId())
                .contains("AROA22222222222222222:mi-0123456789abcdef0");
    }
}
