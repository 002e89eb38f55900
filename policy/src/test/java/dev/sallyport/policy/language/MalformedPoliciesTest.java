package dev.sallyport.policy.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What is refused, with AWS's text, the place and the mend.
class MalformedPoliciesTest {
    @TestFactory
    Stream<DynamicTest> refuses() throws IOException {
        try (InputStream in = MalformedPoliciesTest.class.getResourceAsStream("malformed.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).toList().stream()
                            .map(line -> DynamicTest.dynamicTest(line, () -> check(line)));
        }
    }

    private static void check(String line) {
        String[] cells = line.split(" \\| ", -1);
        assertThat(cells).hasSize(5);
        String json = cells[1].replace("\\n", "\n");
        if (json.startsWith("S{")) {
            json = "{\"Version\":\"2012-10-17\",\"Statement\":" + json.substring(1) + "}";
        }
        PolicyOutcome outcome = Policies.parse(json, PolicyKind.valueOf(cells[0]));
        assertThat(outcome).isInstanceOf(PolicyOutcome.Malformed.class);
        PolicyOutcome.Malformed malformed = (PolicyOutcome.Malformed) outcome;
        assertThat(malformed.text()).isEqualTo(cells[2]);
        assertThat(malformed.at().line() + ":" + malformed.at().column()).isEqualTo(cells[3]);
        assertThat(malformed.mend()).contains(cells[4]);
        assertThat(malformed.message())
                .startsWith(cells[2] + " (line " + malformed.at().line() + ", column ");
    }
}
