package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.api.Xml;
import dev.sallyport.cli.output.Report;
import dev.sallyport.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Members of one of IAM's lists, shown as they are.
///
/// @param fields names in JSON to names in IAM's XML, in the order of the columns
record Listing(String name, Map<String, String> fields) {
    /// With pairs of a name in JSON and one in XML.
    static Listing of(String name, String... pairs) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return new Listing(name, fields);
    }

    ArrayNode json(List<Xml> members) {
        ArrayNode list = Api.request().putArray(name);
        members.forEach(member -> list.add(json(member)));
        return list;
    }

    ObjectNode json(Xml member) {
        ObjectNode json = Api.request();
        fields.forEach((key, element) -> json.put(key, member.field(element)));
        return json;
    }

    void show(Report report, boolean asJson, List<Xml> members) {
        if (asJson) {
            ObjectNode document = Api.request();
            document.set(name, json(members));
            report.json(document);
            return;
        }
        report.table(table(members), "no " + name);
    }

    Table table(List<Xml> members) {
        Table table =
                new Table(
                        fields.keySet().stream()
                                .map(key -> key.toUpperCase(Locale.ROOT))
                                .toArray(String[]::new));
        members.forEach(member ->
                table.row(fields.values().stream().map(member::field).toArray(String[]::new)));
        return table;
    }
}
