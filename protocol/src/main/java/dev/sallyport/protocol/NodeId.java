package dev.sallyport.protocol;

import java.util.regex.Pattern;

/// The name of a managed node: `mi-` and 17 lower-case hex digits.
///
/// Clients may also write the node's twin `i-` id, for tools that only know EC2 instances; {@link
/// #parse} reads both and gives the `mi-` form.
public record NodeId(String value) {
    private static final Pattern FORM = Pattern.compile("mi-[0-9a-f]{17}");
    private static final Pattern EITHER = Pattern.compile("(?:mi|i)-([0-9a-f]{17})");

    public NodeId {
        if (!FORM.matcher(value).matches()) {
            throw new MalformedId("node id", value, "mi- and 17 hex digits");
        }
    }

    /// Reads `mi-…` or its twin `i-…`.
    public static NodeId parse(String text) {
        var match = EITHER.matcher(text);
        if (!match.matches()) {
            throw new MalformedId("node id", text, "mi- or i- and 17 hex digits");
        }
        return new NodeId("mi-" + match.group(1));
    }

    public static boolean isNodeId(String text) {
        return EITHER.matcher(text).matches();
    }

    /// The same node written as an EC2 instance id.
    public String twin() {
        return value.substring(1);
    }

    @Override
    public String toString() {
        return value;
    }
}
