package dev.sallyport.protocol.aws;

import java.util.List;
import java.util.Map;

/// Trees to XML, along the shapes.
final class XmlEncoder {
    private final XmlWriter xml;

    XmlEncoder(XmlWriter xml) {
        this.xml = xml;
    }

    void members(Shape.Structure shape, Map<?, ?> tree) {
        for (Member member : shape.members().values()) {
            Object value = tree.get(member.name());
            if (value != null) {
                member(member, value);
            }
        }
    }

    private void member(Member member, Object value) {
        switch (member.shape()) {
            case Shape.ListOf list when member.flattened() ->
                    items(list, (List<?>) value, member.wireName());
            case Shape.MapOf map when member.flattened() ->
                    entries(map, (Map<?, ?>) value, member.wireName());
            default -> element(member.wireName(), member, value);
        }
    }

    private void element(String name, Member member, Object value) {
        switch (member.shape()) {
            case Shape.Structure structure -> {
                xml.open(name);
                members(structure, (Map<?, ?>) value);
                xml.close(name);
            }
            case Shape.ListOf list -> {
                xml.open(name);
                items(list, (List<?>) value, list.member().locationName().orElse("member"));
                xml.close(name);
            }
            case Shape.MapOf map -> {
                xml.open(name);
                entries(map, (Map<?, ?>) value, "entry");
                xml.close(name);
            }
            case Shape _ ->
                    xml.element(name, Scalars.write(member, value, TimestampFormat.ISO_8601));
        }
    }

    private void items(Shape.ListOf shape, List<?> items, String name) {
        items.forEach(item -> element(name, shape.member(), item));
    }

    private void entries(Shape.MapOf shape, Map<?, ?> entries, String name) {
        entries.forEach((key, value) -> {
            xml.open(name);
            xml.element(shape.key().wireName(), (String) key);
            element(shape.value().wireName(), shape.value(), value);
            xml.close(name);
        });
    }
}
