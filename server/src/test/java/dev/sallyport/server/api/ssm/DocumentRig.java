package dev.sallyport.server.api.ssm;

import static dev.sallyport.server.api.Counter.ADMIN;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Counter;
import dev.sallyport.server.api.OperationType;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ssm.model.CreateDocumentRequest;
import dev.sallyport.server.api.ssm.model.DocumentDescription;
import dev.sallyport.server.api.ssm.model.DocumentIdentifier;
import dev.sallyport.server.api.ssm.model.DocumentKeyValuesFilter;
import dev.sallyport.server.api.ssm.model.ListDocumentsRequest;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.api.ssm.model.UpdateDocumentRequest;
import dev.sallyport.server.documents.Documents;
import dev.sallyport.server.documents.InMemoryDocuments;
import dev.sallyport.server.documents.ShippedDocuments;
import dev.sallyport.server.fleet.InMemoryFleet;
import dev.sallyport.server.fleet.TagStore;
import dev.sallyport.server.fleet.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The document operations on stores in memory, and the document most tests begin with.
final class DocumentRig {
    static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    static final String NAME = "SSM-SessionManagerRunShell";
    // What Terraform's jsonencode makes of a seed's example.
    static final String FIRST =
            "{\"description\":\"Preferences\",\"inputs\":{\"s3BucketName\":\"\","
                    + "\"s3EncryptionEnabled\":true,\"s3KeyPrefix\":\"\"},"
                    + "\"schemaVersion\":\"1.0\",\"sessionType\":\"Standard_Stream\"}";
    static final String SECOND = FIRST.replace("Preferences", "New preferences");

    private final Counter counter = counter();

    private static Counter counter() {
        ResourceNames names = new ResourceNames("us-east-1", Counter.ACME);
        PageTokens pages = new PageTokens(Bytes.ofUtf8("a key for pages"));
        Documents documents =
                new Documents(new InMemoryDocuments(), ShippedDocuments.load(), () -> NOON);
        Tags tags =
                new Tags(
                        new InMemoryFleet(),
                        Map.of(TagStore.Kind.DOCUMENT, name -> documents.owns(Counter.ACME, name)));
        Routes.Builder routes = Routes.builder();
        new DocumentRoutes(documents, tags, names).addTo(routes);
        new DocumentListRoutes(documents, tags, pages, names).addTo(routes);
        new DocumentShareRoutes(documents, pages, names).addTo(routes);
        new TagRoutes(tags, names).addTo(routes);
        return new Counter(routes.build(), () -> NOON);
    }

    <I, O> O call(OperationType<I, O> type, I input) {
        return counter.call(ADMIN, type, input);
    }

    static CreateDocumentRequest.Builder document() {
        return CreateDocumentRequest.builder()
                .name(NAME)
                .content(FIRST)
                .documentType("Session")
                .documentFormat("JSON");
    }

    DocumentDescription create(CreateDocumentRequest.Builder request) {
        return call(Ssm.CREATE_DOCUMENT, request.build()).documentDescription().orElseThrow();
    }

    DocumentDescription update(String content, String version) {
        return call(
                        Ssm.UPDATE_DOCUMENT,
                        UpdateDocumentRequest.builder()
                                .name(NAME)
                                .content(content)
                                .documentFormat("JSON")
                                .documentVersion(version)
                                .build())
                .documentDescription()
                .orElseThrow();
    }

    static DocumentKeyValuesFilter owner(String value) {
        return DocumentKeyValuesFilter.builder().key("Owner").values(List.of(value)).build();
    }

    List<String> names(ListDocumentsRequest.Builder request) {
        return call(Ssm.LIST_DOCUMENTS, request.build()).documentIdentifiers().stream()
                .map(DocumentIdentifier::name)
                .map(Optional::orElseThrow)
                .toList();
    }
}
