package dev.sallyport.server.api.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.identity.care.PolicyCheck.Use;
import dev.sallyport.server.identity.directory.AwsPolicies;
import dev.sallyport.server.identity.directory.ManagedPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyTextsTest {
    private static final String TRUST =
            """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow",
             "Principal":{"Service":"ssm.amazonaws.com"},"Action":"sts:AssumeRole"}}\
            """;
    private static final String OLD =
            """
            {"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"ssm:*","Resource":"*"}}\
            """;

    private final PolicyTexts texts = new PolicyTexts();

    static Stream<ManagedPolicy> shipped() {
        return AwsPolicies.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shipped")
    void readsWhatIsShipped(ManagedPolicy policy) {
        assertThat(texts.fault(Use.MANAGED, policy.document())).isEmpty();
    }

    @Test
    void takesForEachUseWhatBelongsThere() {
        assertThat(texts.fault(Use.TRUST, TRUST)).isEmpty();
        assertThat(texts.fault(Use.INLINE, OLD)).isEmpty();
        assertThat(texts.fault(Use.INLINE, TRUST))
                .hasValueSatisfying(text ->
                        assertThat(text)
                                .startsWith("Policy document should not specify a principal. ("));
        assertThat(texts.fault(Use.TRUST, OLD))
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("Missing required field Principal ("));
        assertThat(texts.fault(Use.MANAGED, OLD))
                .hasValueSatisfying(text ->
                        assertThat(text)
                                .startsWith(
                                        "Policy document must be version 2012-10-17 or greater."
                                                + " ("));
    }

    @Test
    void saysWhereAndWhatToMend() {
        String text = "{\n \"Version\":\"2012-10-17\"\n \"Statement\":[]}";

        assertThat(texts.fault(Use.INLINE, text))
                .contains(
                        "Syntax errors in policy. (line 2, column 24: a comma is missing before"
                                + " \"Statement\")");
        assertThat(texts.fault(Use.TRUST, text))
                .contains(
                        "This policy contains invalid Json (line 2, column 24: a comma is missing"
                                + " before \"Statement\")");
    }
}
