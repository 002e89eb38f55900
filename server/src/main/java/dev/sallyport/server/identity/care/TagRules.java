package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.directory.DirectoryFault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The rules for tags in IAM: at most 50, and keys that differ in more than case.
final class TagRules {
    private TagRules() {}

    /// The tags with `more` added, which replace those of the same key in whatever case.
    static Map<String, String> add(Map<String, String> tags, Map<String, String> more) {
        check(more.keySet());
        Map<String, String> all = remove(tags, more.keySet());
        all.putAll(more);
        if (all.size() > Quotas.TAGS) {
            throw new DirectoryFault(
                    DirectoryFault.Code.LIMIT_EXCEEDED,
                    "The number of tags has reached the maximum limit.");
        }
        return all;
    }

    static Map<String, String> remove(Map<String, String> tags, Collection<String> keys) {
        List<String> folded = keys.stream().map(TagRules::folded).toList();
        Map<String, String> rest = new TreeMap<>(tags);
        rest.keySet().removeIf(key -> folded.contains(folded(key)));
        return rest;
    }

    private static void check(Collection<String> keys) {
        List<String> seen = new ArrayList<>();
        for (String key : keys) {
            if (folded(key).startsWith("aws:")) {
                throw DirectoryFault.invalidInput("The tag key prefix aws: is reserved: " + key);
            }
            if (seen.contains(folded(key))) {
                throw DirectoryFault.invalidInput(
                        "Duplicate tag keys found. Please note that Tag keys are case"
                                + " insensitive.");
            }
            seen.add(folded(key));
        }
    }

    private static String folded(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
