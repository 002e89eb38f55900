package dev.sallyport.generator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RecordWriterTest {
    private static final Model MODEL =
            new Model(
                    (ObjectNode)
                            JsonMapper.builder()
                                    .build()
                                    .readTree(
                                            """
                                            {"operations": {"Moor": {"input": {"shape": "Ship"},
                                                                     "output": {"shape": "Ship"}}},
                                             "shapes": {
                                               "Ship": {"type": "structure", "required": ["Name", "Length"],
                                                "members": {
                                                 "Name": {"shape": "Text"}, "Length": {"shape": "Metres"},
                                                 "Built": {"shape": "Moment"}, "Codes": {"shape": "Codes"},
                                                 "Cargo": {"shape": "Cargo", "omitEmpty": true}}},
                                               "Text": {"type": "string"}, "Metres": {"type": "integer"},
                                               "Moment": {"type": "timestamp"},
                                               "Code": {"type": "string", "sensitive": true},
                                               "Codes": {"type": "list", "member": {"shape": "Code"}},
                                               "Cargo": {"type": "map", "key": {"shape": "Text"},
                                                         "value": {"shape": "Codes"}}}}
                                            """));

    private final String source = new RecordWriter("a.b", "Ship", MODEL).write();

    @Test
    void spellsRequiredMembersPlainAndOthersOptionalSaveCollections() {
        assertThat(source)
                .contains(
                        "public record Ship(String name, int length, Optional<Instant> built,"
                                + " List<String> codes, Map<String, List<String>> cargo) {");
    }

    @Test
    void readsCollectionsInsideCollections() {
        assertThat(source)
                .contains(
                        "Members.entries(tree, \"Cargo\", v0 -> Members.items(v0, Members::text))");
    }

    @Test
    void writesAnEmptyCollectionUnlessToldNotTo() {
        assertThat(source)
                .contains("        tree.put(\"Codes\", ")
                .contains("        if (!cargo.isEmpty()) tree.put(\"Cargo\", ");
    }

    @Test
    void printsNeitherSensitiveMembersNorWhatHoldsThem() {
        assertThat(source).contains("\"codes=***\"").contains("\"cargo=***\"").contains("+ name");
    }
}
