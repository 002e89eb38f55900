package dev.sallyport.protocol.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The fields of a form, sorted into the tree their dotted names describe.
final class ParameterTree {
    private static final int MAX_DEPTH = 32;

    /// Clients number list items; the numbers are only an order, so a huge one costs nothing.
    private static final Pattern INDEX = Pattern.compile("[1-9][0-9]{0,8}");

    private final Map<String, ParameterTree> children = new LinkedHashMap<>();
    private Optional<String> value = Optional.empty();

    static ParameterTree of(Form form) throws MalformedRequest {
        ParameterTree root = new ParameterTree();
        for (var field : form.fields().entrySet()) {
            String[] path = field.getKey().split("\\.", MAX_DEPTH + 1);
            if (path.length > MAX_DEPTH) {
                throw new MalformedRequest("form: a name of more than " + MAX_DEPTH + " parts");
            }
            ParameterTree node = root;
            for (String part : path) {
                node = node.children.computeIfAbsent(part, _ -> new ParameterTree());
            }
            node.value = Optional.of(field.getValue());
        }
        return root;
    }

    Optional<ParameterTree> child(String name) {
        return Optional.ofNullable(children.get(name));
    }

    Optional<String> value() {
        return value;
    }

    /// Children named by a number, in that order.
    List<ParameterTree> numbered() {
        TreeMap<Integer, ParameterTree> items = new TreeMap<>();
        children.forEach((name, child) -> {
            if (INDEX.matcher(name).matches()) {
                items.put(Integer.valueOf(name), child);
            }
        });
        return List.copyOf(items.values());
    }
}
