package dev.sallyport.server.documents;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class InterpolationTest {
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"{{ port }}\" | \"22\"",
                "\"{{port}}\" | \"22\"",
                "\"{{   port }}\" | \"22\"",
                "\"a {{ port }}, {{port}}\" | \"a 22, 22\"",
                "\"{{ list }}\" | [\"a\",\"b\"]",
                "\"x {{ list }}\" | \"x [\\\"a\\\",\\\"b\\\"]\"",
                "\"{{ other }}\" | \"{{ other }}\"",
                "\"{{ ssm:port }}\" | \"{{ ssm:port }}\"",
                "\"{{ nested }}\" | \"{{ port }}\"",
                "\"- {{ nested }}\" | \"- {{ port }}\"",
                "\"- {{ dollars }}\" | \"- a$b\"",
                "[\"{{ port }}\",{\"k\":\"{{ port }}\"},7,true] | [\"22\",{\"k\":\"22\"},7,true]",
            })
    void putsValuesIn(String template, String expected) {
        ObjectNode values =
                ContentCodec.readJson(
                        "{\"port\":\"22\",\"list\":[\"a\",\"b\"],\"nested\":\"{{ port }}\","
                                + "\"dollars\":\"a$$b\"}");

        ObjectNode tree = ContentCodec.readJson("{\"value\":" + template + "}");

        assertThat(Interpolation.apply(tree, values).toString())
                .isEqualTo("{\"value\":" + expected + "}");
    }

    @Property
    void handsEveryValueThroughWhole(@ForAll String value) {
        ObjectNode values = ContentCodec.object().put("p", value);
        ObjectNode tree = ContentCodec.readJson("{\"v\":\"{{ p }}\"}");

        assertThat(Interpolation.apply(tree, values).path("v").asString()).isEqualTo(value);
    }
}
