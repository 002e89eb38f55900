package dev.sallyport.policy.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest {
    private static final String STATEMENT =
            "{\"Effect\":\"Allow\",\"Action\":\"ssm:StartSession\",\"Resource\":\"*\"}";

    private static Policy parse(String json) {
        PolicyOutcome outcome = Policies.parse(json, PolicyKind.IDENTITY);
        assertThat(outcome).isInstanceOf(PolicyOutcome.Parsed.class);
        return ((PolicyOutcome.Parsed) outcome).policy();
    }

    @Test
    void takesAPolicyWithoutVersionForTheOldOne() {
        assertThat(parse("{\"Statement\":" + STATEMENT + "}").version())
                .isEqualTo(PolicyVersion.V2008);
    }

    @Test
    void saysWhereAStatementBeginsAndEnds() {
        Policy policy =
                parse("{\"Version\":\"2012-10-17\",\n \"Statement\": [\n  " + STATEMENT + "\n]}");
        assertThat(policy.statements().getFirst().span())
                .isEqualTo(
                        new Statement.Span(
                                new Position(3, 3), new Position(3, 3 + STATEMENT.length())));
    }

    @Test
    void namesEachKeyOnceInConditionsAndVariables() {
        Policy policy =
                parse(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ssm:*",
                        "Resource":"arn:aws:ssm:*:*:session/${aws:username}-*",
                        "Condition":{"Bool":{"aws:SecureTransport":true},
                        "StringEquals":{"aws:Username":"x",
                        "ssm:resourceTag/team":"${aws:PrincipalTag/team, 'none'}"}}}]}
                        """);
        assertThat(policy.contextKeys())
                .isEqualTo(
                        List.of(
                                "aws:SecureTransport",
                                "aws:Username",
                                "ssm:resourceTag/team",
                                "aws:PrincipalTag/team"));
    }

    @Test
    void findsNoVariablesInTheOldVersion() {
        Policy policy =
                parse(
                        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"ssm:*\",\"Resource\":"
                                + "\"arn:aws:ssm:*:*:session/${aws:username}-*\"}}");
        assertThat(policy.contextKeys()).isEmpty();
    }

    @Test
    void refusesMoreThanAPolicyCanBe() {
        String json = " ".repeat(JsonReader.MAX_SIZE) + "{}";
        assertThat(Policies.parse(json, PolicyKind.IDENTITY))
                .isInstanceOfSatisfying(
                        PolicyOutcome.Malformed.class,
                        malformed -> assertThat(malformed.mend()).contains("at most 131072"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"Statement\":["})
    void refusesDeepNesting(String opening) {
        String json = opening.repeat(5_000);
        assertThat(Policies.parse(json, PolicyKind.IDENTITY))
                .isInstanceOfSatisfying(
                        PolicyOutcome.Malformed.class,
                        malformed -> assertThat(malformed.mend()).contains("nested too deeply"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "${*}${", "${a}", "*", "?", "${a", "$", "{", "\\u0000"})
    void readsOrRefusesTheSamePartThousandsOfTimes(String part) {
        String json =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"ssm:*\","
                        + "\"Resource\":\"arn:aws:s3:::"
                        + part.repeat(20_000 / part.length())
                        + "\"}}";
        PolicyOutcome outcome = Policies.parse(json, PolicyKind.IDENTITY);
        boolean broken = part.contains("${") && !part.equals("${a}");
        assertThat(outcome instanceof PolicyOutcome.Malformed).isEqualTo(broken);
    }

    @Test
    void takesKeysPolicySidsWithSpaces() {
        assertThat(
                        Policies.parse(
                                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"Enable IAM"
                                        + " User Permissions\",\"Effect\":\"Allow\","
                                        + "\"Principal\":\"*\",\"Action\":\"kms:*\","
                                        + "\"Resource\":\"*\"}}",
                                PolicyKind.RESOURCE))
                .isInstanceOf(PolicyOutcome.Parsed.class);
    }
}
