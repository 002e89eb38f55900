package dev.sallyport.server.api;

import dev.sallyport.server.access.Aim;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Condition keys that AWS reads from an input in the same way whatever the operation: the tags it
/// puts on or takes off, and the managed policy it is about. Made here, so that no operation can
/// forget them.
final class RequestKeys {
    private static final Map<String, String> OF_IAM =
            Map.of("PolicyArn", "iam:PolicyARN", "PermissionsBoundary", "iam:PermissionsBoundary");

    private RequestKeys() {}

    /// @param tree the input as decoded
    static Aim added(Aim aim, String service, Map<String, Object> tree) {
        Map<String, String> tags = tags(tree.get("Tags"));
        Aim result = tags.isEmpty() ? aim : aim.withTags(tags);
        if (tree.get("TagKeys") instanceof List<?> keys && !keys.isEmpty()) {
            result = result.withTagKeys(keys.stream().map(String::valueOf).toList());
        }
        if (service.equals("iam")) {
            for (Map.Entry<String, String> member : OF_IAM.entrySet()) {
                if (tree.get(member.getKey()) instanceof String value) {
                    result = result.with(member.getValue(), value);
                }
            }
        }
        return result;
    }

    /// Of a list of `Key` and `Value`; a tag to be taken off may have no value.
    private static Map<String, String> tags(@Nullable Object list) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> tag && tag.get("Key") instanceof String key) {
                    tags.put(key, tag.get("Value") instanceof String value ? value : "");
                }
            }
        }
        return tags;
    }
}
