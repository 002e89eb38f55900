package dev.sallyport.server.api.ssm;

import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.ssm.model.Tag;
import dev.sallyport.server.fleet.Tags;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Tags between SSM's form and ours.
final class SsmTags {
    private SsmTags() {}

    /// Tags for something new. Throws the fault SSM gives for too many or reserved ones.
    static Map<String, String> ofNew(List<Tag> tags) {
        Map<String, String> map = of(tags);
        if (map.size() > Tags.LIMIT) {
            throw tooMany();
        }
        if (Tags.anyReserved(map.keySet())) {
            throw reserved();
        }
        return map;
    }

    /// Of two tags with one key the later counts.
    static Map<String, String> of(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    /// In the order of their keys.
    static List<Tag> list(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
    }

    /// Throws the fault SSM gives for keys that are AWS's own.
    static void refuseReserved(Collection<String> keys) {
        if (keys.stream().anyMatch(key -> key.toLowerCase(Locale.ROOT).startsWith("aws:"))) {
            throw new ServiceFault(
                    "ValidationException",
                    "aws: prefixed tag key names are not allowed for external use.");
        }
    }

    static ServiceFault reserved() {
        return new ServiceFault(
                "ValidationException",
                "aws: prefixed tag key names are not allowed for external use.");
    }

    static ServiceFault tooMany() {
        return new ServiceFault(
                "TooManyTagsError", "A resource can have no more than " + Tags.LIMIT + " tags.");
    }
}
