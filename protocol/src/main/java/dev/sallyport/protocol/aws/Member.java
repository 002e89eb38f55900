package dev.sallyport.protocol.aws;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One place in a structure, list or map, and what it adds to the shape that stands there.
///
/// Shapes may contain themselves, so the shape is looked up when asked for.
public final class Member {
    private final String name;
    private final String shapeName;
    private final Map<String, Shape> shapes;
    private final Traits traits;

    Member(String name, String shapeName, Map<String, Shape> shapes, Traits traits) {
        this.name = name;
        this.shapeName = shapeName;
        this.shapes = shapes;
        this.traits = traits;
    }

    /// What the wire calls a member, if not by its name, and how it stands there.
    record Traits(
            Optional<String> locationName,
            Optional<String> queryName,
            boolean flattened,
            Optional<TimestampFormat> format) {}

    /// The key in trees.
    public String name() {
        return name;
    }

    public Shape shape() {
        return Objects.requireNonNull(shapes.get(shapeName), shapeName);
    }

    public boolean sensitive() {
        return shape().sensitive();
    }

    Optional<String> locationName() {
        return traits.locationName;
    }

    Optional<String> queryName() {
        return traits.queryName;
    }

    /// The name on the wire in JSON and XML.
    String wireName() {
        return traits.locationName.orElse(name);
    }

    /// Whether a list or map stands without an element of its own around it.
    boolean flattened() {
        return traits.flattened
                || switch (shape()) {
                    case Shape.ListOf list -> list.flattened();
                    case Shape.MapOf map -> map.flattened();
                    default -> false;
                };
    }

    TimestampFormat format(Shape.Moment shape, TimestampFormat standard) {
        return traits.format.or(shape::format).orElse(standard);
    }
}
