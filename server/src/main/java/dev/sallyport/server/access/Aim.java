package dev.sallyport.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a call is about: ARNs, and the condition keys only its input knows.
///
/// @param resources each must be allowed; `*` where an action has no resource of its own, none
///   where it needs no Allow at all
/// @param unlessDenied need no Allow, but an explicit Deny of one of them refuses the call
/// @param keys values by key (`aws:RequestTag/team`); names are compared without case, so they are
///   kept in lower case
public record Aim(
        List<String> resources, List<String> unlessDenied, Map<String, List<String>> keys) {
    private static final List<String> ANY = List.of(ResourceNames.ANY);

    public Aim {
        boolean free = resources.isEmpty() && !unlessDenied.isEmpty();
        resources = resources.isEmpty() && !free ? ANY : List.copyOf(resources);
        unlessDenied = List.copyOf(unlessDenied);
        Map<String, List<String>> lower = new TreeMap<>();
        keys.forEach((key, values) -> lower.put(key.toLowerCase(Locale.ROOT), List.copyOf(values)));
        keys = Map.copyOf(lower);
    }

    public static Aim at(List<String> resources) {
        return new Aim(resources, List.of(), Map.of());
    }

    public static Aim at(String resource) {
        return at(List.of(resource));
    }

    /// With one key more.
    public Aim with(String key, List<String> values) {
        Map<String, List<String>> more = new TreeMap<>(keys);
        more.put(key.toLowerCase(Locale.ROOT), values);
        return new Aim(resources, unlessDenied, more);
    }

    public Aim with(String key, String value) {
        return with(key, List.of(value));
    }

    /// What the call itself says of a key; nothing, if it does not say anything.
    public List<String> values(String key) {
        return keys.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
    }

    /// With the tags a call puts on something: `aws:RequestTag/key` of each, and `aws:TagKeys`.
    public Aim withTags(Map<String, String> tags) {
        Map<String, List<String>> more = new TreeMap<>(keys);
        tags.forEach((key, value) ->
                more.put("aws:requesttag/" + key.toLowerCase(Locale.ROOT), List.of(value)));
        return new Aim(resources, unlessDenied, more).withTagKeys(tags.keySet());
    }

    /// With the keys of tags alone, as a call that takes tags off has them.
    public Aim withTagKeys(Iterable<String> tagKeys) {
        List<String> all = new ArrayList<>();
        tagKeys.forEach(all::add);
        return all.isEmpty() ? this : with("aws:TagKeys", all);
    }

    /// Of an action that needs no Allow, and can be denied.
    public static Aim freeUnlessDenied() {
        return new Aim(List.of(), ANY, Map.of());
    }

    /// Of one resource, with an action that needs no Allow for it, and can be denied.
    public static Aim freeUnlessDenied(String resource) {
        return new Aim(List.of(), List.of(resource), Map.of());
    }

    public Aim unlessDenied(String resource) {
        return new Aim(resources, List.of(resource), keys);
    }
}
