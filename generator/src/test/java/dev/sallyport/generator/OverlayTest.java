package dev.sallyport.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OverlayTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final ObjectNode SOURCE =
            json(
                    """
                    {"metadata": {"protocol": "json"},
                     "operations": {
                       "Moor": {"name": "Moor", "http": {"method": "POST"}, "documentation": "prose",
                                "input": {"shape": "MoorRequest", "documentation": "prose"},
                                "errors": [{"shape": "BerthTaken"}]},
                       "Sink": {"input": {"shape": "SinkRequest"}}},
                     "shapes": {
                       "MoorRequest": {"type": "structure", "members": {
                         "documentation": {"shape": "Kind", "documentation": "prose"},
                         "Next": {"shape": "MoorRequest"}}, "documentation": "prose"},
                       "Kind": {"type": "string", "enum": ["SAIL"]},
                       "SinkRequest": {"type": "structure", "members": {}},
                       "BerthTaken": {"type": "structure", "members": {}, "exception": true}}}
                    """);

    @Test
    void keepsWhatIsServedAndWhatThatNeedsWithoutItsProse() {
        ObjectNode model = Overlay.apply(SOURCE, json("{\"serve\": [\"Moor\"]}"));

        assertThat(model.path("operations").propertyNames()).containsExactly("Moor");
        assertThat(model.path("shapes").propertyNames())
                .containsExactly("MoorRequest", "Kind", "MoorResponse", "BerthTaken");
        assertThat(model.toString()).doesNotContain("prose").doesNotContain("http");
        assertThat(model.at("/shapes/MoorRequest/members").propertyNames())
                .containsExactly("documentation", "Next");
    }

    @Test
    void addsToEnumsAndStructuresAndBringsOperationsOfItsOwn() {
        ObjectNode model =
                Overlay.apply(
                        SOURCE,
                        json(
                                """
                                {"serve": ["Moor", "Salvage"],
                                 "metadata": {"signingName": "harbour"},
                                 "operations": {"Salvage": {"input": {"shape": "SalvageRequest"}}},
                                 "shapes": {
                                   "Kind": {"enum": ["STEAM"], "sensitive": true},
                                   "MoorRequest": {"members": {"Depth": {"shape": "Depth"}}},
                                   "Depth": {"type": "integer"},
                                   "SalvageRequest": {"type": "structure", "members": {}}}}
                                """));

        assertThat(model.at("/metadata").toString())
                .isEqualTo("{\"protocol\":\"json\",\"signingName\":\"harbour\"}");
        assertThat(model.at("/shapes/Kind").toString())
                .isEqualTo(
                        "{\"type\":\"string\",\"enum\":[\"SAIL\",\"STEAM\"],\"sensitive\":true}");
        assertThat(model.at("/shapes/MoorRequest/members").propertyNames())
                .containsExactly("documentation", "Next", "Depth");
        assertThat(model.at("/operations/Salvage/output/shape").asString())
                .isEqualTo("SalvageResponse");
    }

    @Test
    void leavesTheSourceAsItWas() {
        String before = SOURCE.toString();

        Overlay.apply(SOURCE, json("{\"serve\": [\"Moor\", \"Sink\"]}"));

        assertThat(SOURCE.toString()).isEqualTo(before);
    }

    @Test
    void stopsTheBuildForWhatNobodyDefines() {
        assertThatThrownBy(() -> Overlay.apply(SOURCE, json("{\"serve\": [\"Fly\"]}")))
                .hasMessageContaining("Fly");
        assertThatThrownBy(() ->
                        Overlay.apply(
                                SOURCE,
                                json(
                                        """
                                        {"serve": ["Moor"], "shapes": {"MoorRequest":
                                          {"members": {"Crew": {"shape": "Nowhere"}}}}}
                                        """)))
                .hasMessageContaining("Nowhere");
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text);
    }
}
