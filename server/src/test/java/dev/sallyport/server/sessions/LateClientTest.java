package dev.sallyport.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Duty G5 (a node starts when its client is there, for it waits 15 s only) and case DC-41.
class LateClientTest {
    private final World world = new World();

    private RedeemOutcome redeem(StartOutcome.Started started) {
        String token = started.token().reveal(text -> text);
        return world.life.redeemClient(started.session().id(), token);
    }

    @ParameterizedTest(name = "after {0} s")
    @ValueSource(ints = {10, 20, 59})
    void dc41ServesAClientThatComesLate(int seconds) {
        StartOutcome.Started started = world.start();
        world.pass(Duration.ofSeconds(seconds));
        assertThat(world.tasks).isEmpty();

        assertThat(redeem(started)).isEqualTo(new RedeemOutcome.Redeemed(started.session()));
        world.life.clientAttached(started.session().id());
        assertThat(world.tasks).hasSize(1);
        world.pass(Duration.ofSeconds(14));
        world.life.nodeAttached(started.session().id());

        assertThat(world.state(started.session().id())).isEqualTo(SessionState.CONNECTED);
    }

    @Test
    void dc41RefusesAClientThatComesTooLateAndSaysWhy() {
        StartOutcome.Started started = world.start();
        world.pass(Duration.ofSeconds(60));

        assertThat(redeem(started))
                .isEqualTo(
                        new RedeemOutcome.Refused(
                                "The session token is not valid or has expired."));
        assertThat(world.tasks).isEmpty();
        assertThat(world.state(started.session().id())).isEqualTo(SessionState.FAILED);
        assertThat(world.end(started.session().id()).text())
                .isEqualTo("The client did not connect.");
    }
}
