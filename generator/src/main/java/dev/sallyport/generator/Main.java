package dev.sallyport.generator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes sources and resources for every overlay file of a folder.
///
/// Arguments: overlay folder, folder for sources, folder for resources.
public final class Main {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ROOT = "dev.sallyport.server.api.";

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "arguments: " + arguments.length + " (expected: overlays, sources, resources)");
        }
        Output sources = new Output(Path.of(arguments[1]));
        Output resources = new Output(Path.of(arguments[2]));
        for (Path overlay : overlays(Path.of(arguments[0]))) {
            generate(overlay, sources, resources);
        }
        sources.deleteStale();
        resources.deleteStale();
    }

    private static List<Path> overlays(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static void generate(Path file, Output sources, Output resources) throws IOException {
        ObjectNode overlay = (ObjectNode) JSON.readTree(Files.readString(file));
        String service = file.getFileName().toString().replace(".json", "");
        Model model = new Model(Overlay.apply(source(overlay), overlay));
        String home = ROOT + service + ".model";
        String folder = home.replace('.', '/') + "/";

        resources.write(folder + service + ".json", JSON.writeValueAsString(model.tree()));
        sources.write(folder + "package-info.java", OperationsWriter.packageInfo(home, service));
        sources.write(
                folder + Names.type(service) + ".java",
                OperationsWriter.operations(home, service, model));
        for (String structure : model.structures()) {
            sources.write(
                    folder + structure + ".java", new RecordWriter(home, structure, model).write());
        }
    }

    private static ObjectNode source(ObjectNode overlay) throws IOException {
        String resource = overlay.path("source").asString("");
        if (resource.isEmpty()) {
            return JSON.createObjectNode();
        }
        try (InputStream in = Main.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("model: " + resource + " (expected: on the class path)");
            }
            return (ObjectNode) JSON.readTree(in);
        }
    }
}
