package dev.sallyport.cli.output;

import dev.sallyport.cli.outcome.Failure;
import java.io.PrintStream;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Where a command's answers go: to people as tables and lines, to programs as Json.MAPPER.
public final class Report {
    private final PrintStream out;
    private final PrintStream err;
    private final Style style;
    private final Style errorStyle;

    public Report(PrintStream out, PrintStream err, Style style, Style errorStyle) {
        this.out = out;
        this.err = err;
        this.style = style;
        this.errorStyle = errorStyle;
    }

    public void line(String text) {
        out.println(text);
    }

    /// How words on standard output are coloured.
    public Style style() {
        return style;
    }

    /// The text as it is, without a line's end of ours.
    public void verbatim(String text) {
        out.print(text);
        out.flush();
    }

    /// The table, or `nothing` on standard error, so that a pipe gets no line that is no data.
    public void table(Table table, String nothing) {
        if (table.isEmpty()) {
            err.println(nothing);
        } else {
            table.lines(style).forEach(out::println);
        }
    }

    public void json(JsonNode document) {
        out.println(Json.MAPPER.writeValueAsString(document));
    }

    public void note(String text) {
        err.println(text);
    }

    /// Lines on standard error as they are, colours and all.
    public void picture(Function<Style, Iterable<String>> lines) {
        lines.apply(errorStyle).forEach(err::println);
    }

    public void failure(Failure failure, boolean asJson) {
        if (asJson) {
            ObjectNode document = Json.MAPPER.createObjectNode();
            ObjectNode error = document.putObject("error");
            error.put("message", failure.text());
            error.put("hint", failure.hint());
            error.put("exit", failure.exit().code());
            err.println(Json.MAPPER.writeValueAsString(document));
            return;
        }
        err.println(errorStyle.error("error:") + " " + Plain.text(failure.text()));
        if (!failure.hint().isEmpty()) {
            err.println(errorStyle.hint("hint:") + "  " + Plain.text(failure.hint()));
        }
    }

    // Apart, because most commands print none and loading it takes a while.
    private static final class Json {
        static final JsonMapper MAPPER =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }
}
