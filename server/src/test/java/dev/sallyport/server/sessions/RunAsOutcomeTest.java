package dev.sallyport.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.documents.ResolvedDocument.RunAs;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunAsOutcomeTest {
    private static final Map<String, String> TAGGED = Map.of("SSMSessionRunAs", "alice");
    private static final RunAs OFF = new RunAs.Disabled();
    private static final RunAs ON = new RunAs.Enabled(Optional.empty());
    private static final RunAs DEPLOY = new RunAs.Enabled(Optional.of("deploy"));

    private static RunAsOutcome as(String user) {
        return new RunAsOutcome.As(Optional.of(user));
    }

    @Test
    void takesTheTagThenTheDefaultAndNeverFallsBack() {
        assertThat(RunAsOutcome.of(DEPLOY, TAGGED)).isEqualTo(as("alice"));
        assertThat(RunAsOutcome.of(DEPLOY, Map.of())).isEqualTo(as("deploy"));
        assertThat(RunAsOutcome.of(ON, TAGGED)).isEqualTo(as("alice"));
        assertThat(RunAsOutcome.of(ON, Map.of()))
                .isEqualTo(
                        new RunAsOutcome.Refused(
                                "Run as is enabled, but neither the tag SSMSessionRunAs nor"
                                        + " inputs.runAsDefaultUser names a user."));
    }

    @Test
    void leavesTheAgentsOwnUserWhenItIsOff() {
        assertThat(RunAsOutcome.of(OFF, TAGGED)).isEqualTo(new RunAsOutcome.As(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root",
                "",
                "a;b",
                "$(id)",
                "A",
                "1a",
                "-a",
                "a b",
                "a\n",
                "ab.c",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesATagThatIsNoPlainUserRatherThanPassItOver(String user) {
        assertThat(RunAsOutcome.of(DEPLOY, Map.of("SSMSessionRunAs", user)))
                .isInstanceOf(RunAsOutcome.Refused.class);
    }
}
