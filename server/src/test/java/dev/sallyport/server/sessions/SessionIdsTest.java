package dev.sallyport.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionIdsTest {
    private final SessionIds ids = new SessionIds(new SecureRandom());

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "alice, alice",
        "quang.tranminh, quang.tranminh",
        "a@example.com, a@example.com",
        "botocore-session-1753817708, botocore-session-1753817708",
        "a b/c, a_b_c",
        "tmpuser, t_mpuser",
        "-rf, rf",
        "..., session",
        "'', session",
    })
    void beginsWithTheOwnersName(String owner, String prefix) {
        assertThat(ids.next(owner).value()).matches("\\Q" + prefix + "\\E-[a-z2-7]{26}");
    }

    @Property
    void isAlwaysOneThatAgentsCanServe(@ForAll String owner) {
        String id = ids.next(owner).value();

        assertThat(id)
                .hasSizeLessThanOrEqualTo(96)
                .doesNotContain("tmp", "/")
                .doesNotStartWith("-");
    }

    @Property(tries = 50)
    void cutsLongNames() {
        assertThat(ids.next("n".repeat(200)).value()).hasSize(96);
    }
}
