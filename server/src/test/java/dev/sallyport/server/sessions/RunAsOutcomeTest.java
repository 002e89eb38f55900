package dev.sallyport.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.documents.ResolvedDocument;
import dev.sallyport.server.documents.ResolvedDocument.RunAs;
import dev.sallyport.server.documents.SessionType;
import dev.sallyport.server.documents.SshForwarding;
import java.time.Duration;
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

    private static RunAsOutcome wishing(RunAs rule, String wish) {
        return RunAsOutcome.of(
                new ResolvedDocument(
                        "Sallyport-SSH",
                        SessionType.SSH,
                        ResolvedDocument.Stream.of(
                                new ResolvedDocument.Ssh(
                                        Optional.of(wish).filter(it -> !it.isEmpty()),
                                        SshForwarding.NODE)),
                        new ResolvedDocument.Limits(Duration.ofMinutes(20), Optional.empty()),
                        rule,
                        new ResolvedDocument.ForAgent("{}", "{}"),
                        "{}"),
                TAGGED);
    }

    @Test
    void aWishIsGrantedOnlyWhereNoRuleNamesSomebodyElse() {
        assertThat(wishing(OFF, "deploy")).isEqualTo(as("deploy"));
        assertThat(wishing(OFF, "")).isEqualTo(new RunAsOutcome.As(Optional.empty()));
        assertThat(wishing(ON, "")).isEqualTo(as("alice"));
        assertThat(wishing(ON, "alice")).isEqualTo(as("alice"));
        assertThat(wishing(ON, "deploy"))
                .isEqualTo(
                        new RunAsOutcome.Refused(
                                "Your sessions run as 'alice' by the run-as rules, not as"
                                        + " 'deploy'."));
        assertThat(wishing(OFF, "root")).isInstanceOf(RunAsOutcome.Refused.class);
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
