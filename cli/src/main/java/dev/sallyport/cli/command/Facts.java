package dev.sallyport.cli.command;

import dev.sallyport.cli.output.Plain;
import dev.sallyport.cli.output.Report;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A document shown to people: a line a fact.
final class Facts {
    private Facts() {}

    static void show(Report report, ObjectNode document) {
        int width = document.propertyNames().stream().mapToInt(String::length).max().orElse(0) + 2;
        document.properties()
                .forEach(fact -> {
                    String name = ("%-" + width + "s").formatted(fact.getKey());
                    List<String> lines = lines(fact.getValue());
                    for (int i = 0; i < lines.size(); i++) {
                        report.line((i == 0 ? name : " ".repeat(width)) + lines.get(i));
                    }
                });
    }

    private static List<String> lines(JsonNode value) {
        List<String> lines;
        if (value.isArray()) {
            lines = value.valueStream().map(Facts::line).toList();
        } else if (value.isObject()) {
            lines =
                    value.properties().stream()
                            .map(it -> Plain.text(it.getKey()) + "=" + line(it.getValue()))
                            .toList();
        } else {
            // A policy's text has lines of its own.
            lines = value.asString("").lines().map(Plain::text).toList();
        }
        return lines.isEmpty() ? List.of("-") : lines;
    }

    private static String line(JsonNode value) {
        return value.isObject()
                ? value.valueStream().map(Facts::line).collect(Collectors.joining("  "))
                : Plain.text(value.asString(""));
    }
}
