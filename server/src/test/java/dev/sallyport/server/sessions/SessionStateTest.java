package dev.sallyport.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SessionStateTest {
    @ParameterizedTest(name = "{0} may become {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Connecting   | Connected Terminating Terminated Failed",
                "Connected    | Disconnected Terminating Terminated Failed",
                "Disconnected | Connected Terminating Terminated Failed",
                "Terminating  | Terminated Failed",
                "Terminated   | ''",
                "Failed       | ''",
            })
    void mayBecome(String from, String expected) {
        String moves =
                Arrays.stream(SessionState.values())
                        .filter(to -> SessionState.parse(from).mayBecome(to))
                        .map(SessionState::wireName)
                        .reduce("", (all, name) -> (all + " " + name).strip());

        assertThat(moves).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void isFinalWhenNothingLeadsOut(SessionState state) {
        boolean leadsOut = Arrays.stream(SessionState.values()).anyMatch(state::mayBecome);

        assertThat(state.isFinal()).isEqualTo(!leadsOut);
    }

    @Test
    void knowsNoOtherNames() {
        assertThatThrownBy(() -> SessionState.parse("connected"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
