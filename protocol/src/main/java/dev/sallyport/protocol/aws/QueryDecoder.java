package dev.sallyport.protocol.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Forms to trees, along the shapes, for both dialects of Query.
final class QueryDecoder {
    private final boolean ec2;

    QueryDecoder(Protocol dialect) {
        this.ec2 = dialect == Protocol.EC2;
    }

    Map<String, Object> decode(Shape.Structure shape, Form form) throws MalformedRequest {
        return structure(shape, ParameterTree.of(form));
    }

    private Map<String, Object> structure(Shape.Structure shape, ParameterTree node)
            throws MalformedRequest {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Member member : shape.members().values()) {
            Optional<ParameterTree> child = node.child(wireName(member));
            if (child.isPresent()) {
                tree.put(member.name(), value(member, child.orElseThrow()));
            }
        }
        return tree;
    }

    private String wireName(Member member) {
        if (ec2) {
            return member.queryName().orElseGet(() -> capitalised(member.wireName()));
        }
        return member.wireName();
    }

    private static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private Object value(Member member, ParameterTree node) throws MalformedRequest {
        return switch (member.shape()) {
            case Shape.Structure structure -> structure(structure, node);
            case Shape.ListOf list -> list(member, list, node);
            case Shape.MapOf map -> map(member, map, node);
            case Shape _ -> Scalars.read(member, node.value().orElseThrow(() -> notScalar(member)));
        };
    }

    private List<Object> list(Member member, Shape.ListOf shape, ParameterTree node)
            throws MalformedRequest {
        String wrapper = shape.member().locationName().orElse("member");
        List<Object> items = new ArrayList<>();
        for (ParameterTree item : items(node, ec2 || member.flattened(), wrapper)) {
            items.add(value(shape.member(), item));
        }
        return items;
    }

    private Map<String, Object> map(Member member, Shape.MapOf shape, ParameterTree node)
            throws MalformedRequest {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (ParameterTree entry : items(node, member.flattened(), "entry")) {
            String key =
                    entry.child(shape.key().wireName())
                            .flatMap(ParameterTree::value)
                            .orElseThrow(() -> notScalar(shape.key()));
            Optional<ParameterTree> value = entry.child(shape.value().wireName());
            if (value.isPresent()) {
                entries.put(key, value(shape.value(), value.orElseThrow()));
            }
        }
        return entries;
    }

    private static List<ParameterTree> items(ParameterTree node, boolean flat, String wrapper) {
        return flat
                ? node.numbered()
                : node.child(wrapper).map(ParameterTree::numbered).orElse(List.of());
    }

    private static MalformedRequest notScalar(Member member) {
        return new MalformedRequest(
                member.name() + ": no value (expected: a " + Scalars.kind(member.shape()) + ")");
    }
}
