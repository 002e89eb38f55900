package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;

/// XML as the query services write it: elements and text, nothing else.
final class XmlWriter {
    private final StringBuilder out;

    XmlWriter() {
        this("");
    }

    XmlWriter(String prologue) {
        this.out = new StringBuilder(512).append(prologue);
    }

    XmlWriter open(String name) {
        out.append('<').append(name).append('>');
        return this;
    }

    XmlWriter open(String name, String namespace) {
        if (namespace.isEmpty()) {
            return open(name);
        }
        out.append('<').append(name).append(" xmlns=\"").append(escape(namespace)).append("\">");
        return this;
    }

    XmlWriter close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    XmlWriter element(String name, String text) {
        return open(name).text(text).close(name);
    }

    private XmlWriter text(String text) {
        out.append(escape(text));
        return this;
    }

    Bytes bytes() {
        return Bytes.ofUtf8(out.toString());
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(escaped, c));
        return escaped.toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            // Readers turn a bare carriage return into a line feed.
            case '\r' -> out.append("&#xD;");
            default -> out.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
        }
    }

    /// XML 1.0 cannot carry the others, not even escaped; a reader would refuse the whole reply.
    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= 0x20 && c < 0xD800)
                || (c >= 0xE000 && c < 0xFFFE)
                || c >= 0x10000;
    }
}
