package dev.sallyport.server.store.sqlite;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/// Readings that several stores share.
final class Rows {
    private Rows() {}

    /// The rows of a query for `tag_key` and `tag_value`, in their order.
    static Map<String, String> tags(Query query) {
        Map<String, String> tags = new LinkedHashMap<>();
        query.map((row, _) -> Map.entry(row.getString("tag_key"), row.getString("tag_value")))
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        return tags;
    }
}
