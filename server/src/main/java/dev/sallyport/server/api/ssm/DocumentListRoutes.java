package dev.sallyport.server.api.ssm;

import static dev.sallyport.server.api.ssm.DocumentErrors.translate;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.ssm.model.DocumentIdentifier;
import dev.sallyport.server.api.ssm.model.DocumentVersionInfo;
import dev.sallyport.server.api.ssm.model.ListDocumentVersionsRequest;
import dev.sallyport.server.api.ssm.model.ListDocumentVersionsResult;
import dev.sallyport.server.api.ssm.model.ListDocumentsRequest;
import dev.sallyport.server.api.ssm.model.ListDocumentsResult;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.documents.DocumentQuery;
import dev.sallyport.server.documents.DocumentQuery.Filter;
import dev.sallyport.server.documents.DocumentVersion;
import dev.sallyport.server.documents.DocumentView;
import dev.sallyport.server.documents.Documents;
import dev.sallyport.server.documents.VersionChoice;
import dev.sallyport.server.fleet.TagStore;
import dev.sallyport.server.fleet.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Lists documents and their versions.
public final class DocumentListRoutes {
    private static final int PAGE = 50;

    private final Documents documents;
    private final Tags tags;
    private final PageTokens pages;
    private final ResourceNames names;

    public DocumentListRoutes(
            Documents documents, Tags tags, PageTokens pages, ResourceNames names) {
        this.documents = documents;
        this.tags = tags;
        this.pages = pages;
        this.names = names;
    }

    public void addTo(Routes.Builder routes) {
        routes.on(
                        Ssm.LIST_DOCUMENTS,
                        Authentication.SIGNED,
                        _ -> List.of(ResourceNames.ANY),
                        this::list)
                .on(
                        Ssm.LIST_DOCUMENT_VERSIONS,
                        Authentication.SIGNED,
                        in -> List.of(names.document(in.name())),
                        this::versions);
    }

    ListDocumentsResult list(Call call, ListDocumentsRequest input) {
        AccountId account = call.caller().account();
        Map<String, Object> tree = input.toMap();
        var query =
                new DocumentQuery(
                        filters(input),
                        name -> tags.list(TagStore.Kind.DOCUMENT, name),
                        pages.position(call, Ssm.LIST_DOCUMENTS, tree).orElse(""),
                        input.maxResults().orElse(PAGE));
        DocumentQuery.Page page = documents.list(account, query);
        Optional<String> last =
                page.more()
                        ? Optional.of(page.views().getLast().document().name())
                        : Optional.empty();
        return ListDocumentsResult.builder()
                .documentIdentifiers(
                        page.views().stream().map(view -> identifier(account, view)).toList())
                .nextToken(last.map(name -> pages.next(call, Ssm.LIST_DOCUMENTS, tree, name)))
                .build();
    }

    private DocumentIdentifier identifier(AccountId account, DocumentView view) {
        Map<String, String> own =
                view.isOwnedBy(account)
                        ? tags.list(TagStore.Kind.DOCUMENT, view.document().name())
                        : Map.of();
        return DocumentViews.identifier(view, own);
    }

    private static List<Filter> filters(ListDocumentsRequest input) {
        if (!input.filters().isEmpty() && !input.documentFilterList().isEmpty()) {
            throw DocumentErrors.invalid(
                    "Filters and DocumentFilterList cannot be used in one request.");
        }
        List<Filter> filters =
                input.filters().isEmpty()
                        ? input.documentFilterList().stream()
                                .map(old -> new Filter(old.key(), List.of(old.value())))
                                .toList()
                        : input.filters().stream()
                                .map(it -> new Filter(it.key().orElse(""), it.values()))
                                .toList();
        for (Filter filter : filters) {
            if (!filter.isKnown()) {
                throw new ServiceFault(
                        "InvalidFilterKey",
                        "The specified filter key isn't valid: " + filter.key());
            }
        }
        return filters;
    }

    ListDocumentVersionsResult versions(Call call, ListDocumentVersionsRequest input) {
        AccountId account = call.caller().account();
        Map<String, Object> tree = input.toMap();
        long below =
                pages.position(call, Ssm.LIST_DOCUMENT_VERSIONS, tree)
                        .map(Long::valueOf)
                        .orElse(Long.MAX_VALUE);
        int limit = input.maxResults().orElse(PAGE);
        return translate(() -> {
            DocumentView view = documents.get(account, input.name(), VersionChoice.DEFAULT);
            List<DocumentVersion> newestFirst =
                    documents.versions(account, input.name()).reversed().stream()
                            .filter(version -> version.number() < below)
                            .toList();
            List<DocumentVersion> page = newestFirst.stream().limit(limit).toList();
            Function<DocumentVersion, DocumentVersionInfo> shown =
                    version -> DocumentViews.version(view, version);
            return ListDocumentVersionsResult.builder()
                    .documentVersions(page.stream().map(shown).toList())
                    .nextToken(
                            Optional.of(page)
                                    .filter(it -> it.size() < newestFirst.size())
                                    .map(it -> Long.toString(it.getLast().number()))
                                    .map(number ->
                                            pages.next(
                                                    call,
                                                    Ssm.LIST_DOCUMENT_VERSIONS,
                                                    tree,
                                                    number)))
                    .build();
        });
    }
}
