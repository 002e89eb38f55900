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
        out.append('<')
                .append(name)
                .append(" xmlns=\"")
                .append(XmlText.escape(namespace))
                .append("\">");
        return this;
    }

    XmlWriter close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    XmlWriter element(String name, String text) {
        return open(name).text(text).close(name);
    }

    /// Nothing at all for an empty text.
    XmlWriter optional(String name, String text) {
        return text.isEmpty() ? this : element(name, text);
    }

    private XmlWriter text(String text) {
        out.append(XmlText.escape(text));
        return this;
    }

    Bytes bytes() {
        return Bytes.ofUtf8(out.toString());
    }
}
