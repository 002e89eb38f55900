package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/// The client's terminal in characters. Zero means "not known", as in the kernel.
public record TerminalSize(int cols, int rows) {
    private static final int MAX = 0xffff;

    public TerminalSize {
        if (cols < 0 || cols > MAX || rows < 0 || rows > MAX) {
            throw new IllegalArgumentException("terminal size (expected: 0-65535 each way)");
        }
    }

    public Bytes encode() {
        ObjectNode json = Json.object();
        json.put("cols", cols);
        json.put("rows", rows);
        return Json.encode(json);
    }

    public static TerminalSize decode(Bytes payload) throws MalformedMessageException {
        ObjectNode json = Json.parse(payload);
        return new TerminalSize(side(json, "cols"), side(json, "rows"));
    }

    private static int side(ObjectNode json, String name) throws MalformedMessageException {
        OptionalLong value = Json.number(json, name);
        if (value.isEmpty() || value.getAsLong() < 0 || value.getAsLong() > MAX) {
            throw new MalformedMessageException(name + " (expected: 0-65535)");
        }
        return (int) value.getAsLong();
    }
}
