package dev.sallyport.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.language.Policies;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LinterTest {
    private static List<Warning> lint(String json, PolicyKind kind) {
        PolicyOutcome outcome = Policies.parse(json, kind);
        assertThat(outcome).as(json).isInstanceOf(PolicyOutcome.Parsed.class);
        return new Linter().lint(((PolicyOutcome.Parsed) outcome).policy());
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = LinterTest.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @TestFactory
    Stream<DynamicTest> warns() throws IOException {
        return resource("lint.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> DynamicTest.dynamicTest(line, () -> check(line)));
    }

    private static void check(String line) {
        String[] cells = line.split(" \\| ", -1);
        assertThat(cells).hasSize(3);
        String json = cells[1];
        if (json.startsWith("S{")) {
            json = "{\"Version\":\"2012-10-17\",\"Statement\":" + json.substring(1) + "}";
        }
        assertThat(lint(json, PolicyKind.valueOf(cells[0])))
                .extracting(warning -> warning.rule().id())
                .containsExactlyInAnyOrderElementsOf(
                        cells[2].equals("-") ? List.of() : Arrays.asList(cells[2].split(" ", -1)));
    }

    /// docs/policy.md shows these.
    @TestFactory
    Stream<DynamicTest> findsInTheArticlesPolicies() throws IOException {
        return resource("seeds.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> DynamicTest.dynamicTest(line, () -> checkSeed(line)));
    }

    private static void checkSeed(String line) throws IOException {
        String[] cells = line.split(" \\| ", -1);
        List<String> found =
                lint(resource("../seeds/" + cells[0] + ".json"), PolicyKind.valueOf(cells[1]))
                        .stream()
                        .map(warning -> warning.statement() + ": " + warning.rule().id())
                        .toList();
        assertThat(String.join("; ", found)).isEqualTo(cells[2]);
    }

    @Test
    void saysWhereWhatHappensAndWhatToWrite() {
        List<Warning> warnings =
                lint(
                        """
                        {"Version":"2012-10-17","Statement":[{"Sid":"NoMfa","Effect":"Deny",
                        "Action":"*","Resource":"*",
                        "Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}}}]}
                        """,
                        PolicyKind.IDENTITY);

        assertThat(warnings).hasSize(1);
        Warning warning = warnings.getFirst();
        assertThat(warning.statement()).isEqualTo("NoMfa");
        assertThat(warning.at().line()).isEqualTo(3);
        assertThat(warning.text()).contains("long-term keys");
        assertThat(warning.mend()).isEqualTo("write BoolIfExists");
    }
}
