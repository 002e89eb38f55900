package dev.sallyport.cli.judge;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A table of cases in TOML, or in JSON of the same form.
public final class CaseFile {
    private CaseFile() {}

    /// Reads the cases. Policies are found beside the file.
    ///
    /// @param now the time of cases that say none
    public static List<Case> read(Path file, Instant now) throws IOException {
        Fields document = new Fields(file.toString(), tree(file, Files.readString(file)));
        CaseReader reader = new CaseReader(file.toAbsolutePath().resolve("..").normalize(), now);
        return reader.cases(document);
    }

    private static JsonNode tree(Path file, String text) {
        boolean json =
                file.toString().toLowerCase(Locale.ROOT).endsWith(".json")
                        || text.stripLeading().startsWith("{");
        return json ? json(file, text) : toml(file, text);
    }

    private static JsonNode json(Path file, String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new Failure(ExitCode.USAGE, file + ": " + e.getOriginalMessage());
        }
    }

    private static JsonNode toml(Path file, String text) {
        TomlParseResult result = Toml.parse(text);
        if (result.hasErrors()) {
            List<String> faults = new ArrayList<>();
            result.errors()
                    .forEach(e ->
                            faults.add(
                                    "line %d, column %d: %s"
                                            .formatted(
                                                    e.position().line(),
                                                    e.position().column(),
                                                    e.getMessage())));
            throw new Failure(ExitCode.USAGE, file + ": " + String.join("; ", faults));
        }
        return JsonMapper.shared().readTree(result.toJson());
    }
}
