package dev.sallyport.server.api.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.identity.care.PolicyCheck.Use;
import org.junit.jupiter.api.Test;

class PolicyFormTest {
    private static final String ALL =
            "\"Effect\":\"Allow\",\"Action\":\"ssm:*\",\"Resource\":\"*\"";
    private static final String TRUST =
            "\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"AWS\":\"111122223333\"}";

    private final PolicyForm form = new PolicyForm();

    private static String policy(String version, String statement) {
        return "{\"Version\":\"%s\",\"Statement\":[{%s}]}".formatted(version, statement);
    }

    @Test
    void takesEachKindOfPolicyInItsPlace() {
        String identity = policy("2012-10-17", ALL);
        String trust = policy("2012-10-17", TRUST);

        assertThat(form.fault(Use.INLINE, identity)).isEmpty();
        assertThat(form.fault(Use.MANAGED, identity)).isEmpty();
        assertThat(form.fault(Use.TRUST, trust)).isEmpty();
        assertThat(form.fault(Use.INLINE, trust)).isPresent();
        assertThat(form.fault(Use.TRUST, identity)).isPresent();
    }

    @Test
    void takesTheOldVersionInlineOnly() {
        String old = policy("2008-10-17", ALL);

        assertThat(form.fault(Use.INLINE, old)).isEmpty();
        assertThat(form.fault(Use.MANAGED, old)).isPresent();
    }

    @Test
    void saysWhereACommaIsMissing() {
        String broken = policy("2012-10-17", ALL.replace(",\"Resource\"", "\n\"Resource\""));

        assertThat(form.fault(Use.INLINE, broken).orElseThrow())
                .startsWith("Syntax errors in policy.")
                .contains("line 1, column 72")
                .contains("a comma is missing before \"Resource\"");
    }

    @Test
    void refusesJsonThatIsNoPolicy() {
        assertThat(form.fault(Use.INLINE, policy("2012-10-17", "\"Effect\":\"allow\"")))
                .isPresent();
        assertThat(form.fault(Use.INLINE, "{\"Statement\":[]}")).isPresent();
    }
}
