package dev.sallyport.server.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ParametersTest {
    private static final String DEFINITIONS =
            """
            {"port":{"type":"String","default":"80","allowedPattern":"^[0-9]+$"},
             "colour":{"type":"String","default":"red","allowedValues":["red","blue"]},
             "short":{"type":"String","default":"ab","minChars":2,"maxChars":3},
             "list":{"type":"StringList","default":["x"],"minItems":1,"maxItems":2},
             "map":{"type":"StringMap","default":{}},
             "needed":{"type":"String"}}
            """;

    private static String bind(Map<String, List<String>> given) {
        Tree tree = new Tree("parameters", ContentCodec.readJson(DEFINITIONS));
        return Parameters.bind(ParameterDefinition.readAll(tree), given).toString();
    }

    @Test
    void fillsDefaultsAndFlattensTexts() {
        assertThat(bind(Map.of("needed", List.of("n"))))
                .isEqualTo(
                        "{\"port\":\"80\",\"colour\":\"red\",\"short\":\"ab\",\"list\":[\"x\"],"
                                + "\"map\":{},\"needed\":\"n\"}");
    }

    @Test
    void takesTheCallersValues() {
        assertThat(
                        bind(
                                Map.of(
                                        "needed", List.of("a b"),
                                        "port", List.of("22"),
                                        "list", List.of("p", "q"),
                                        "map", List.of("{\"k\":\"v\"}"))))
                .contains("\"port\":\"22\"")
                .contains("\"list\":[\"p\",\"q\"]")
                .contains("\"map\":{\"k\":\"v\"}")
                .contains("\"needed\":\"a b\"");
    }

    @Test
    void saysWhichParameterIsMissing() {
        refused(Map.of(), "Parameter \"needed\" has no value and no default");
        refused(Map.of("needed", List.of()), "Parameter \"needed\" has no value and no default");
    }

    @Test
    void saysWhichParameterIsUnknown() {
        refused(
                Map.of("needed", List.of("n"), "prot", List.of("1")),
                "Parameter \"prot\" is not declared by the document");
    }

    @Test
    void saysWhichPatternAValueMisses() {
        refused(
                Map.of("needed", List.of("n"), "port", List.of("8010:")),
                "Parameter \"port\" has value \"8010:\" not matching allowedPattern ^[0-9]+$");
    }

    @Test
    void saysWhichValuesAreAllowed() {
        refused(
                Map.of("needed", List.of("n"), "colour", List.of("green")),
                "Parameter \"colour\" has value \"green\" not in allowedValues [red, blue]");
    }

    @Test
    void countsCharactersAndItems() {
        refused(
                Map.of("needed", List.of("n"), "short", List.of("abcd")),
                "Parameter \"short\" has a value of 4 characters (expected: 2 to 3)");
        refused(
                Map.of("needed", List.of("n"), "list", List.of("1", "2", "3")),
                "Parameter \"list\" has 3 values (expected: 1 to 2)");
    }

    @Test
    void takesOneValueForAText() {
        refused(
                Map.of("needed", List.of("a", "b")),
                "Parameter \"needed\" takes one value (given: 2)");
    }

    @Test
    void takesOnlyAMapForAMap() {
        refused(
                Map.of("needed", List.of("n"), "map", List.of("[1]")),
                "Parameter \"map\" is not a JSON map");
    }

    private static void refused(Map<String, List<String>> given, String text) {
        assertThatThrownBy(() -> bind(given))
                .isInstanceOfSatisfying(
                        DocumentFault.class,
                        fault ->
                                assertThat(fault.code())
                                        .isEqualTo(DocumentFault.Code.INVALID_PARAMETERS))
                .hasMessage(text);
    }

    @Test
    @Timeout(5)
    void isNotHeldUpByAnyPattern() {
        Tree tree =
                new Tree(
                        "parameters",
                        ContentCodec.readJson(
                                "{\"p\":{\"type\":\"String\",\"allowedPattern\":\"^(a+)+$\"}}"));

        assertThatThrownBy(() ->
                        Parameters.bind(
                                ParameterDefinition.readAll(tree),
                                Map.of("p", List.of("a".repeat(20_000) + "!"))))
                .isInstanceOf(DocumentFault.class);
    }
}
