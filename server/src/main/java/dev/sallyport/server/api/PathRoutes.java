package dev.sallyport.server.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is served by path: the node and client channels' REST calls, health, and what is our own.
///
/// A template is a path in which one segment may be `{name}`.
public final class PathRoutes {
    private final List<PathRoute> routes;

    private PathRoutes(List<PathRoute> routes) {
        this.routes = List.copyOf(routes);
    }

    record PathRoute(
            String method,
            List<String> template,
            Optional<SignedAction> signed,
            PathHandler handler) {}

    record Match(PathRoute route, String variable) {}

    public static Builder builder() {
        return new Builder();
    }

    Optional<Match> find(String method, String rawPath) {
        List<String> segments = segments(rawPath);
        for (PathRoute route : routes) {
            if (route.method.equals(method) && route.template.size() == segments.size()) {
                Optional<String> variable = match(route.template, segments);
                if (variable.isPresent()) {
                    return variable.map(value -> new Match(route, value));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    /// The variable's value, empty text when the template has none, nothing when it does not fit.
    private static Optional<String> match(List<String> template, List<String> segments) {
        String variable = "";
        for (int i = 0; i < segments.size(); i++) {
            if (template.get(i).startsWith("{")) {
                Optional<String> value = decode(segments.get(i));
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                variable = value.orElseThrow();
            } else if (!template.get(i).equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variable);
    }

    private static Optional<String> decode(String segment) {
        try {
            // In a path a plus sign is itself.
            String text = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
            return Optional.of(text).filter(value -> !value.isEmpty());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Collects bindings.
    public static final class Builder {
        private final List<PathRoute> routes = new ArrayList<>();

        private Builder() {}

        /// For anybody. Nothing that tells or does more than health may be bound so.
        public Builder open(String method, String template, PathHandler handler) {
            routes.add(new PathRoute(method, segments(template), Optional.empty(), handler));
            return this;
        }

        /// For callers who signed and whom {@code Access} allows the action.
        public Builder signed(
                String method, String template, SignedAction action, PathHandler handler) {
            routes.add(new PathRoute(method, segments(template), Optional.of(action), handler));
            return this;
        }

        public PathRoutes build() {
            return new PathRoutes(routes);
        }
    }
}
