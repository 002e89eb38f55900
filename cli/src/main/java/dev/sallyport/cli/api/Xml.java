package dev.sallyport.cli.api;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of an answer in XML: its name, its text, its children. Namespaces are left out.
public record Xml(String name, String text, List<Xml> children) {
    /// The root element, or nothing if this is no XML.
    static Optional<Xml> parse(byte[] document) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            return Optional.of(read(in));
        } catch (XMLStreamException _) {
            return Optional.empty();
        }
    }

    private static Xml read(XMLStreamReader in) throws XMLStreamException {
        Deque<Xml> open = new ArrayDeque<>();
        open.push(new Xml("", "", new ArrayList<>()));
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT ->
                        open.push(new Xml(in.getLocalName(), "", new ArrayList<>()));
                case XMLStreamConstants.CHARACTERS -> {
                    Xml top = open.pop();
                    open.push(new Xml(top.name, top.text + in.getText(), top.children));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Xml done = open.pop();
                    open.element().children.add(done);
                }
                default -> {}
            }
        }
        return open.element().children.getFirst();
    }

    /// The first child of this name.
    public Optional<Xml> child(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
    }

    /// The text of the child of this name, empty without one.
    public String field(String wanted) {
        return child(wanted).map(found -> found.text.strip()).orElse("");
    }

    /// The members of the list of this name.
    public List<Xml> members(String list) {
        return child(list).map(Xml::children).orElse(List.of());
    }

    /// The text of the first element of this name, at any depth.
    public Optional<String> find(String wanted) {
        if (name.equals(wanted)) {
            return Optional.of(text.strip());
        }
        return children.stream().flatMap(child -> child.find(wanted).stream()).findFirst();
    }

    /// Every element of this name, at any depth.
    public List<Xml> all(String wanted) {
        List<Xml> found = new ArrayList<>();
        if (name.equals(wanted)) {
            found.add(this);
        }
        children.forEach(child -> found.addAll(child.all(wanted)));
        return found;
    }
}
