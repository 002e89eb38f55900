package dev.sallyport.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Circumstances;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.identity.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PageTokensTest {
    private static final Caller BOB =
            new Caller.User(Harbour.ACCOUNT, "bob", "AIDABOB", "AKIABOB", Map.of());
    private static final Map<String, Object> ACTIVE = Map.of("State", "Active");

    private final PageTokens tokens =
            new PageTokens(Bytes.ofUtf8("a key of thirty-two bytes, say.."));
    private final String token =
            tokens.next(call(Harbour.ALICE, Harbour.NOON), Ssm.DESCRIBE_SESSIONS, ACTIVE, "row 50");

    @Test
    void asksForTheFirstPageWithoutAToken() {
        assertThat(
                        tokens.position(
                                call(Harbour.ALICE, Harbour.NOON), Ssm.DESCRIBE_SESSIONS, ACTIVE))
                .isEmpty();
    }

    @Test
    void leadsOnWhateverTheSizeOfThePage() {
        Map<String, Object> input = with(ACTIVE, token);
        input.put("MaxResults", 7L);

        assertThat(
                        tokens.position(
                                call(Harbour.ALICE, Harbour.NOON.plus(Duration.ofHours(24))),
                                Ssm.DESCRIBE_SESSIONS,
                                input))
                .contains("row 50");
    }

    @Test
    void servesNobodyElseAndNothingElse() {
        Call alice = call(Harbour.ALICE, Harbour.NOON);
        refuses(call(BOB, Harbour.NOON), Ssm.DESCRIBE_SESSIONS, with(ACTIVE, token));
        refuses(alice, Ssm.LIST_DOCUMENTS, with(ACTIVE, token));
        refuses(alice, Ssm.DESCRIBE_SESSIONS, with(Map.of("State", "History"), token));
        refuses(
                alice,
                Ssm.DESCRIBE_SESSIONS,
                with(Map.of("State", "Active", "Filters", List.of("x")), token));
    }

    @Test
    void expiresAfterADay() {
        Instant later = Harbour.NOON.plus(Duration.ofHours(24)).plusSeconds(1);
        refuses(call(Harbour.ALICE, later), Ssm.DESCRIBE_SESSIONS, with(ACTIVE, token));
    }

    @Test
    void refusesATokenOfAnotherKeyOrWithOneCharacterChanged() {
        PageTokens other = new PageTokens(Bytes.ofUtf8("another key of thirty-two bytes."));
        Call call = call(Harbour.ALICE, Harbour.NOON);
        refuses(
                call,
                Ssm.DESCRIBE_SESSIONS,
                with(ACTIVE, other.next(call, Ssm.DESCRIBE_SESSIONS, ACTIVE, "row 50")));
        for (int i = 0; i < token.length() - 1; i++) {
            char changed = token.charAt(i) == 'A' ? 'B' : 'A';
            refuses(
                    call,
                    Ssm.DESCRIBE_SESSIONS,
                    with(ACTIVE, token.substring(0, i) + changed + token.substring(i + 1)));
        }
    }

    @Property
    void refusesWhatItNeverMade(@ForAll String made) {
        refuses(call(Harbour.ALICE, Harbour.NOON), Ssm.DESCRIBE_SESSIONS, with(ACTIVE, made));
    }

    private void refuses(Call call, OperationType<?, ?> type, Map<String, Object> input) {
        assertThatThrownBy(() -> tokens.position(call, type, input))
                .isInstanceOfSatisfying(
                        ServiceFault.class,
                        fault -> assertThat(fault.code()).isEqualTo("InvalidNextToken"));
    }

    private static Map<String, Object> with(Map<String, Object> input, String token) {
        Map<String, Object> whole = new HashMap<>(input);
        whole.put("NextToken", token);
        return whole;
    }

    private static Call call(Caller caller, Instant at) {
        return new Call(
                caller,
                Circumstances.now(at, "203.0.113.7", "", true, "us-east-1"),
                Aim.at("*"),
                "r",
                "sp.example");
    }
}
