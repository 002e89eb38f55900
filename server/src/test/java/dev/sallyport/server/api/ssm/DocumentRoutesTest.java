package dev.sallyport.server.api.ssm;

import static dev.sallyport.server.api.Counter.ADMIN;
import static dev.sallyport.server.api.NodeRig.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Counter;
import dev.sallyport.server.api.OperationType;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.ssm.model.CreateDocumentRequest;
import dev.sallyport.server.api.ssm.model.DeleteDocumentRequest;
import dev.sallyport.server.api.ssm.model.DescribeDocumentPermissionRequest;
import dev.sallyport.server.api.ssm.model.DescribeDocumentRequest;
import dev.sallyport.server.api.ssm.model.DocumentDescription;
import dev.sallyport.server.api.ssm.model.DocumentFilter;
import dev.sallyport.server.api.ssm.model.DocumentIdentifier;
import dev.sallyport.server.api.ssm.model.DocumentKeyValuesFilter;
import dev.sallyport.server.api.ssm.model.DocumentParameter;
import dev.sallyport.server.api.ssm.model.DocumentVersionInfo;
import dev.sallyport.server.api.ssm.model.GetDocumentRequest;
import dev.sallyport.server.api.ssm.model.GetDocumentResult;
import dev.sallyport.server.api.ssm.model.ListDocumentVersionsRequest;
import dev.sallyport.server.api.ssm.model.ListDocumentsRequest;
import dev.sallyport.server.api.ssm.model.ListTagsForResourceRequest;
import dev.sallyport.server.api.ssm.model.ModifyDocumentPermissionRequest;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.api.ssm.model.Tag;
import dev.sallyport.server.api.ssm.model.UpdateDocumentDefaultVersionRequest;
import dev.sallyport.server.api.ssm.model.UpdateDocumentRequest;
import dev.sallyport.server.documents.Documents;
import dev.sallyport.server.documents.InMemoryDocuments;
import dev.sallyport.server.documents.ShippedDocuments;
import dev.sallyport.server.fleet.InMemoryFleet;
import dev.sallyport.server.fleet.TagStore;
import dev.sallyport.server.fleet.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentRoutesTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final String NAME = "SSM-SessionManagerRunShell";
    // What Terraform's jsonencode makes of a seed's example.
    private static final String FIRST =
            "{\"description\":\"Preferences\",\"inputs\":{\"s3BucketName\":\"\","
                    + "\"s3EncryptionEnabled\":true,\"s3KeyPrefix\":\"\"},"
                    + "\"schemaVersion\":\"1.0\",\"sessionType\":\"Standard_Stream\"}";
    private static final String SECOND = FIRST.replace("Preferences", "New preferences");

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

    private <I, O> O call(OperationType<I, O> type, I input) {
        return counter.call(ADMIN, type, input);
    }

    private static CreateDocumentRequest.Builder document() {
        return CreateDocumentRequest.builder()
                .name(NAME)
                .content(FIRST)
                .documentType("Session")
                .documentFormat("JSON");
    }

    private DocumentDescription create(CreateDocumentRequest.Builder request) {
        return call(Ssm.CREATE_DOCUMENT, request.build()).documentDescription().orElseThrow();
    }

    private DocumentDescription update(String content, String version) {
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

    private DocumentDescription describe(String name) {
        return call(Ssm.DESCRIBE_DOCUMENT, DescribeDocumentRequest.builder().name(name).build())
                .document()
                .orElseThrow();
    }

    private GetDocumentResult get(String version, String format) {
        return call(
                Ssm.GET_DOCUMENT,
                GetDocumentRequest.builder()
                        .name(NAME)
                        .documentVersion(version)
                        .documentFormat(Optional.of(format).filter(it -> !it.isEmpty()))
                        .build());
    }

    private List<String> shares() {
        return call(
                        Ssm.DESCRIBE_DOCUMENT_PERMISSION,
                        DescribeDocumentPermissionRequest.builder()
                                .name(NAME)
                                .permissionType("Share")
                                .build())
                .accountIds();
    }

    private void delete() {
        call(Ssm.DELETE_DOCUMENT, DeleteDocumentRequest.builder().name(NAME).build());
    }

    @Test
    void servesTerraformFromCreateToDestroy() {
        DocumentDescription created = create(document().tags(List.of(new Tag("team", "a"))));
        assertThat(created.documentVersion()).contains("1");

        DocumentDescription described = describe(NAME);
        assertThat(described.status()).contains("Active");
        assertThat(described.hash())
                .contains("525ec9435b147dafe2649789e0853035070e2e57f33d5f82940dc8ae32a6ada5");
        assertThat(shares()).isEmpty();
        assertThat(get("$LATEST", "JSON").content()).contains(FIRST);
        assertThat(tags()).containsExactly(new Tag("team", "a"));

        // Terraform updates the version it knows as the default, then makes the new one that.
        assertThat(update(SECOND, "1").latestVersion()).contains("2");
        var changed =
                call(
                        Ssm.UPDATE_DOCUMENT_DEFAULT_VERSION,
                        new UpdateDocumentDefaultVersionRequest(NAME, "2"));
        assertThat(changed.description().orElseThrow().defaultVersion()).contains("2");
        assertThat(get("$LATEST", "JSON").content()).contains(SECOND);
        assertThat(describe(NAME).defaultVersion()).contains("2");
        assertFault("DuplicateDocumentContent", () -> update(SECOND, "2"));

        delete();
        assertFault("InvalidDocument", () -> describe(NAME));
    }

    private List<Tag> tags() {
        return call(Ssm.LIST_TAGS_FOR_RESOURCE, new ListTagsForResourceRequest("Document", NAME))
                .tagList();
    }

    @Test
    void saysThatADocumentExistsInTerraformsWords() {
        create(document());

        assertThatThrownBy(() -> create(document()))
                .isInstanceOfSatisfying(
                        ServiceFault.class,
                        fault -> assertThat(fault.code()).isEqualTo("DocumentAlreadyExists"))
                .hasMessage(
                        "DocumentAlreadyExists: Document with same name"
                                + " SSM-SessionManagerRunShell already exists");
    }

    @Test
    void saysThatADocumentIsNotThereInAwssWords() {
        assertThatThrownBy(() -> get("$DEFAULT", ""))
                .isInstanceOf(ServiceFault.class)
                .hasMessage(
                        "InvalidDocument: Document with name SSM-SessionManagerRunShell does not"
                                + " exist.");
    }

    @Test
    void describesADocument() {
        create(document().versionName("first").displayName("Shell").targetType("/"));

        DocumentDescription it = describe(NAME);

        assertThat(it.name()).contains(NAME);
        assertThat(it.owner()).contains("111122223333");
        assertThat(it.createdDate()).contains(NOON);
        assertThat(it.hashType()).contains("Sha256");
        assertThat(it.description()).contains("Preferences");
        assertThat(it.documentType()).contains("Session");
        assertThat(it.documentFormat()).contains("JSON");
        assertThat(it.schemaVersion()).contains("1.0");
        assertThat(it.platformTypes()).containsExactly("Windows", "Linux", "MacOS");
        assertThat(it.versionName()).contains("first");
        assertThat(it.displayName()).contains("Shell");
        assertThat(it.targetType()).contains("/");
    }

    @Test
    void describesTheParametersOfAShippedDocument() {
        DocumentDescription it = describe("AWS-StartSSHSession");

        assertThat(it.owner()).contains("Amazon");
        assertThat(it.parameters())
                .containsExactly(
                        DocumentParameter.builder()
                                .name("portNumber")
                                .type("String")
                                .description("(Optional) The port the node's SSH server listens on")
                                .defaultValue("22")
                                .build());
    }

    @Test
    void convertsOnlyWhenAnotherFormatIsAskedFor() {
        String yaml = "# ours\nschemaVersion: '1.0'\nsessionType: Standard_Stream\ninputs: {}\n";
        create(document().content(yaml).documentFormat("YAML"));

        assertThat(get("1", "YAML").content()).contains(yaml);
        GetDocumentResult json = get("1", "");
        assertThat(json.documentFormat()).contains("JSON");
        assertThat(json.content().orElseThrow())
                .contains("\"schemaVersion\" : \"1.0\"")
                .startsWith("{");
    }

    @Test
    void keepsPlainTextAsItIs() {
        create(document().content(FIRST + "\n ").documentFormat("TEXT"));

        assertThat(get("1", "").content()).contains(FIRST + "\n ");
        assertThat(get("1", "").documentFormat()).contains("TEXT");
    }

    @Test
    void refusesWhatItDoesNotServe() {
        assertFault("ValidationException", () -> create(document().documentType("Automation")));
        assertFault("ValidationException", () -> create(document().name("AWS-Mine")));
        assertFault(
                "ValidationException",
                () -> create(document().tags(List.of(new Tag("aws:x", "y")))));
        assertFault("InvalidDocumentContent", () -> create(document().content("{}")));
        assertFault(
                "InvalidDocumentSchemaVersion",
                () -> create(document().content(FIRST.replace("\"1.0\"", "\"9\""))));
        assertFault(
                "MaxDocumentSizeExceeded",
                () -> create(document().content(FIRST + " ".repeat(65536))));
        assertThat(names(ListDocumentsRequest.builder().filters(List.of(owner("Self"))))).isEmpty();
    }

    @Test
    void takesACommandWhenNoTypeIsGiven() {
        DocumentDescription created =
                create(
                        CreateDocumentRequest.builder()
                                .name("Patch")
                                .content(
                                        "{\"schemaVersion\":\"2.2\",\"mainSteps\":[{\"action\":"
                                                + "\"aws:runShellScript\",\"name\":\"run\"}]}"));

        assertThat(created.documentType()).contains("Command");
        assertThat(created.platformTypes()).containsExactly("Linux", "MacOS");
    }

    @Test
    void sharesAndUnsharesBeforeItDeletes() {
        create(document());
        share(List.of("999988887777", "All"), List.of());
        assertThat(shares()).containsExactly("999988887777", "all");
        assertThatThrownBy(this::delete)
                .hasMessage("InvalidDocumentOperation: Must unshare document first before delete");

        share(List.of(), List.of("999988887777", "all"));

        delete();
    }

    private void share(List<String> add, List<String> remove) {
        call(
                Ssm.MODIFY_DOCUMENT_PERMISSION,
                ModifyDocumentPermissionRequest.builder()
                        .name(NAME)
                        .permissionType("Share")
                        .accountIdsToAdd(add)
                        .accountIdsToRemove(remove)
                        .build());
    }

    private static DocumentKeyValuesFilter owner(String value) {
        return DocumentKeyValuesFilter.builder().key("Owner").values(List.of(value)).build();
    }

    private List<String> names(ListDocumentsRequest.Builder request) {
        return call(Ssm.LIST_DOCUMENTS, request.build()).documentIdentifiers().stream()
                .map(DocumentIdentifier::name)
                .map(Optional::orElseThrow)
                .toList();
    }

    @Test
    void listsByBothFormsOfFilter() {
        create(document().tags(List.of(new Tag("team", "a"))));

        assertThat(names(ListDocumentsRequest.builder().filters(List.of(owner("Self")))))
                .containsExactly(NAME);
        assertThat(
                        names(
                                ListDocumentsRequest.builder()
                                        .documentFilterList(
                                                List.of(new DocumentFilter("Owner", "Amazon")))))
                .hasSize(7);
        assertThat(
                        names(
                                ListDocumentsRequest.builder()
                                        .filters(
                                                List.of(
                                                        DocumentKeyValuesFilter.builder()
                                                                .key("tag:team")
                                                                .values(List.of("a"))
                                                                .build()))))
                .containsExactly(NAME);
        assertFault(
                "InvalidFilterKey",
                () ->
                        names(
                                ListDocumentsRequest.builder()
                                        .filters(
                                                List.of(
                                                        DocumentKeyValuesFilter.builder()
                                                                .key("Colour")
                                                                .values(List.of("red"))
                                                                .build()))));
    }

    @Test
    void listsInPages() {
        List<String> all = new ArrayList<>();
        var request = ListDocumentsRequest.builder().maxResults(3);
        Optional<String> next;
        do {
            var page = call(Ssm.LIST_DOCUMENTS, request.build());
            page.documentIdentifiers().forEach(it -> all.add(it.name().orElseThrow()));
            next = page.nextToken();
            request.nextToken(next);
        } while (next.isPresent());

        assertThat(all).hasSize(7).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void listsVersionsNewestFirst() {
        create(document());
        update(SECOND, "$LATEST");
        update(FIRST, "$LATEST");

        var first = versions(ListDocumentVersionsRequest.builder().name(NAME).maxResults(2));
        assertThat(first)
                .extracting(it -> it.documentVersion().orElseThrow())
                .containsExactly("3", "2");
        var all = versions(ListDocumentVersionsRequest.builder().name(NAME));
        assertThat(all)
                .extracting(it -> it.isDefaultVersion().orElseThrow())
                .containsExactly(false, false, true);
    }

    private List<DocumentVersionInfo> versions(ListDocumentVersionsRequest.Builder request) {
        return call(Ssm.LIST_DOCUMENT_VERSIONS, request.build()).documentVersions();
    }

    @Test
    void saysWhichVersionIsNotThere() {
        create(document());

        assertFault("InvalidDocumentVersion", () -> get("2", ""));
        assertFault("InvalidDocumentVersion", () -> update(SECOND, "2"));
        assertFault(
                "InvalidDocumentOperation",
                () ->
                        call(
                                Ssm.DELETE_DOCUMENT,
                                DeleteDocumentRequest.builder()
                                        .name(NAME)
                                        .documentVersion("1")
                                        .build()));
    }
}
