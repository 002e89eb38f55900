package dev.sallyport.server.documents;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.server.documents.DocumentQuery.Filter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// Whether a document passes the filters of a list.
record DocumentFilter(AccountId reader, Function<String, Map<String, String>> tags) {
    boolean passes(DocumentView view, Filter filter) {
        return filter.values().stream().anyMatch(value -> passes(view, filter.key(), value));
    }

    private boolean passes(DocumentView view, String key, String value) {
        Document document = view.document();
        return switch (key) {
            case "Name" -> document.name().startsWith(value);
            case "Owner" -> isOf(document, value);
            case "DocumentType" -> document.type().wireName().equals(value);
            case "PlatformTypes" -> view.facts().platforms().contains(value);
            case "SearchKeyword" -> lower(document.name()).contains(lower(value));
            default -> hasTag(document, key.substring(Filter.TAG.length()), value);
        };
    }

    private boolean isOf(Document document, String owner) {
        boolean own = document.isOwnedBy(reader);
        boolean amazon = document.owner().isEmpty();
        return switch (owner) {
            case "All" -> true;
            case "Self" -> own;
            case "Amazon" -> amazon;
            case "Public" -> document.sharedWith().contains(Documents.EVERYBODY);
            case "Private" -> own || !amazon;
            default -> false;
        };
    }

    private boolean hasTag(Document document, String key, String value) {
        return document.isOwnedBy(reader) && value.equals(tags.apply(document.name()).get(key));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
