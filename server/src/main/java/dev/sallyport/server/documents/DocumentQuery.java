package dev.sallyport.server.documents;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Which documents to list. Every filter must hold, by any one of its values; `tags` are asked for
/// only when a filter needs them.
public record DocumentQuery(
        List<Filter> filters, Function<String, Map<String, String>> tags, String after, int limit) {
    public DocumentQuery {
        filters = List.copyOf(filters);
    }

    /// One filter: a key of AWS's, or `tag:` and a tag's key.
    public record Filter(String key, List<String> values) {
        public static final Set<String> KEYS =
                Set.of("Name", "Owner", "PlatformTypes", "DocumentType", "SearchKeyword");
        static final String TAG = "tag:";

        public Filter {
            values = List.copyOf(values);
        }

        public boolean isKnown() {
            return KEYS.contains(key) || key.startsWith(TAG);
        }
    }

    /// Part of a list; `more` says that something follows the last one.
    public record Page(List<DocumentView> views, boolean more) {}
}
