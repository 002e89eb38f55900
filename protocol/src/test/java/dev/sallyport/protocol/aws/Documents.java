package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads replies for comparison: what the order of members, blanks between elements, namespaces and
/// ways of writing a number leave.
final class Documents {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Only some of the vectors have them.
    private static final Set<String> REQUEST_ID =
            Set.of("ResponseMetadata", "RequestId", "requestId", "RequestID");

    private Documents() {}

    static Object json(Bytes text) {
        return json(JSON.readTree(text.toArray()));
    }

    private static Object json(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, Object> members = new TreeMap<>();
            node.properties().forEach(e -> members.put(e.getKey(), json(e.getValue())));
            return members;
        }
        if (node.isArray()) {
            return node.valueStream().map(Documents::json).toList();
        }
        return node.isNumber()
                ? node.decimalValue().stripTrailingZeros().toPlainString()
                : node.toString();
    }

    /// An element: its name, then its text or its children. Children of one name keep their order.
    static Object xml(Bytes text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return element(
                    factory.newDocumentBuilder()
                            .parse(new ByteArrayInputStream(text.toArray()))
                            .getDocumentElement());
        } catch (Exception e) {
            throw new AssertionError(text.toUtf8(), e);
        }
    }

    private static Object element(Element element) {
        TreeMap<String, List<Object>> children = new TreeMap<>();
        boolean hasChildren = false;
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (!(node instanceof Element child)) {
                continue;
            }
            hasChildren = true;
            if (!REQUEST_ID.contains(child.getLocalName())) {
                children.computeIfAbsent(child.getLocalName(), _ -> new ArrayList<>())
                        .add(element(child));
            }
        }
        return List.of(
                element.getLocalName(), hasChildren ? children : element.getTextContent().strip());
    }
}
