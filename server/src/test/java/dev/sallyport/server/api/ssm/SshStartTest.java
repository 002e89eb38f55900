package dev.sallyport.server.api.ssm;

import static dev.sallyport.server.api.Counter.ADMIN;
import static dev.sallyport.server.sessions.World.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Counter;
import dev.sallyport.server.api.ssm.model.StartSessionRequest;
import dev.sallyport.server.sessions.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SshStartTest {
    private static final ResourceNames NAMES = new ResourceNames("us-east-1", Counter.ACME);

    private final World world = new World();
    private final SessionRoutes handlers =
            new SessionRoutes(
                    world.sessions, world.reviews, NAMES, SessionRoutes.DocumentCheck.CLASSIC);

    private static StartSessionRequest with(String document, Map<String, List<String>> values) {
        return StartSessionRequest.builder()
                .target(WEB.value())
                .documentName(document)
                .parameters(values)
                .build();
    }

    @Test
    void sshNeedsMoreThanANodeForAnAccountOfChoiceAndForConnectionsBeyond() {
        Aim plain = handlers.started(ADMIN, with("Sallyport-SSH", Map.of()));
        assertThat(plain.resources())
                .containsExactly(NAMES.node(WEB), "arn:aws:ssm:us-east-1::document/Sallyport-SSH");
        assertThat(plain.keys())
                .containsEntry("sallyport:sessiontype", List.of("Ssh"))
                .containsEntry("sallyport:sshforwarding", List.of("node"))
                .doesNotContainKey("sallyport:sshaccount");

        Aim more =
                handlers.started(
                        ADMIN,
                        with(
                                "Sallyport-SSH",
                                Map.of(
                                        "user", List.of("deploy"),
                                        "forwarding", List.of("anywhere"))));
        assertThat(more.resources())
                .contains(
                        "arn:aws:sallyport:us-east-1:111122223333:ssh-account/deploy",
                        "arn:aws:sallyport:us-east-1:111122223333:ssh-forwarding/anywhere");
        assertThat(more.keys())
                .containsEntry("sallyport:sshaccount", List.of("deploy"))
                .containsEntry("sallyport:sshforwarding", List.of("anywhere"));
    }
}
