package dev.sallyport.server.api.ssm;

import static dev.sallyport.server.api.NodeRig.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.ssm.model.CreateDocumentRequest;
import dev.sallyport.server.api.ssm.model.DeleteDocumentRequest;
import dev.sallyport.server.api.ssm.model.DescribeDocumentPermissionRequest;
import dev.sallyport.server.api.ssm.model.DescribeDocumentRequest;
import dev.sallyport.server.api.ssm.model.DocumentDescription;
import dev.sallyport.server.api.ssm.model.DocumentParameter;
import dev.sallyport.server.api.ssm.model.GetDocumentRequest;
import dev.sallyport.server.api.ssm.model.GetDocumentResult;
import dev.sallyport.server.api.ssm.model.ListDocumentsRequest;
import dev.sallyport.server.api.ssm.model.ListTagsForResourceRequest;
import dev.sallyport.server.api.ssm.model.ModifyDocumentPermissionRequest;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.api.ssm.model.Tag;
import dev.sallyport.server.api.ssm.model.UpdateDocumentDefaultVersionRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentRoutesTest {
    private final DocumentRig rig = new DocumentRig();

    private DocumentDescription describe(String name) {
        return rig.call(Ssm.DESCRIBE_DOCUMENT, DescribeDocumentRequest.builder().name(name).build())
                .document()
                .orElseThrow();
    }

    private GetDocumentResult get(String version, String format) {
        return rig.call(
                Ssm.GET_DOCUMENT,
                GetDocumentRequest.builder()
                        .name(DocumentRig.NAME)
                        .documentVersion(version)
                        .documentFormat(Optional.of(format).filter(it -> !it.isEmpty()))
                        .build());
    }

    private List<String> shares() {
        return rig.call(
                        Ssm.DESCRIBE_DOCUMENT_PERMISSION,
                        DescribeDocumentPermissionRequest.builder()
                                .name(DocumentRig.NAME)
                                .permissionType("Share")
                                .build())
                .accountIds();
    }

    private void delete() {
        rig.call(
                Ssm.DELETE_DOCUMENT,
                DeleteDocumentRequest.builder().name(DocumentRig.NAME).build());
    }

    @Test
    void servesTerraformFromCreateToDestroy() {
        DocumentDescription created =
                rig.create(DocumentRig.document().tags(List.of(new Tag("team", "a"))));
        assertThat(created.documentVersion()).contains("1");

        DocumentDescription described = describe(DocumentRig.NAME);
        assertThat(described.status()).contains("Active");
        assertThat(described.hash())
                .contains("525ec9435b147dafe2649789e0853035070e2e57f33d5f82940dc8ae32a6ada5");
        assertThat(shares()).isEmpty();
        assertThat(get("$LATEST", "JSON").content()).contains(DocumentRig.FIRST);
        assertThat(tags()).containsExactly(new Tag("team", "a"));

        // Terraform updates the version it knows as the default, then makes the new one that.
        assertThat(rig.update(DocumentRig.SECOND, "1").latestVersion()).contains("2");
        var changed =
                rig.call(
                        Ssm.UPDATE_DOCUMENT_DEFAULT_VERSION,
                        new UpdateDocumentDefaultVersionRequest(DocumentRig.NAME, "2"));
        assertThat(changed.description().orElseThrow().defaultVersion()).contains("2");
        assertThat(get("$LATEST", "JSON").content()).contains(DocumentRig.SECOND);
        assertThat(describe(DocumentRig.NAME).defaultVersion()).contains("2");
        assertFault("DuplicateDocumentContent", () -> rig.update(DocumentRig.SECOND, "2"));

        delete();
        assertFault("InvalidDocument", () -> describe(DocumentRig.NAME));
    }

    private List<Tag> tags() {
        return rig.call(
                        Ssm.LIST_TAGS_FOR_RESOURCE,
                        new ListTagsForResourceRequest("Document", DocumentRig.NAME))
                .tagList();
    }

    @Test
    void saysThatADocumentExistsInTerraformsWords() {
        rig.create(DocumentRig.document());

        assertThatThrownBy(() -> rig.create(DocumentRig.document()))
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
        rig.create(
                DocumentRig.document().versionName("first").displayName("Shell").targetType("/"));

        DocumentDescription it = describe(DocumentRig.NAME);

        assertThat(it.name()).contains(DocumentRig.NAME);
        assertThat(it.owner()).contains("111122223333");
        assertThat(it.createdDate()).contains(DocumentRig.NOON);
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
        rig.create(DocumentRig.document().content(yaml).documentFormat("YAML"));

        assertThat(get("1", "YAML").content()).contains(yaml);
        GetDocumentResult json = get("1", "");
        assertThat(json.documentFormat()).contains("JSON");
        assertThat(json.content().orElseThrow())
                .contains("\"schemaVersion\" : \"1.0\"")
                .startsWith("{");
    }

    @Test
    void keepsPlainTextAsItIs() {
        rig.create(
                DocumentRig.document().content(DocumentRig.FIRST + "\n ").documentFormat("TEXT"));

        assertThat(get("1", "").content()).contains(DocumentRig.FIRST + "\n ");
        assertThat(get("1", "").documentFormat()).contains("TEXT");
    }

    @Test
    void refusesWhatItDoesNotServe() {
        assertFault(
                "ValidationException",
                () -> rig.create(DocumentRig.document().documentType("Automation")));
        assertFault(
                "ValidationException", () -> rig.create(DocumentRig.document().name("AWS-Mine")));
        assertFault(
                "ValidationException",
                () -> rig.create(DocumentRig.document().tags(List.of(new Tag("aws:x", "y")))));
        assertFault(
                "InvalidDocumentContent", () -> rig.create(DocumentRig.document().content("{}")));
        assertFault(
                "InvalidDocumentSchemaVersion",
                () ->
                        rig.create(
                                DocumentRig.document()
                                        .content(DocumentRig.FIRST.replace("\"1.0\"", "\"9\""))));
        assertFault(
                "MaxDocumentSizeExceeded",
                () ->
                        rig.create(
                                DocumentRig.document()
                                        .content(DocumentRig.FIRST + " ".repeat(65536))));
        assertThat(
                        rig.names(
                                ListDocumentsRequest.builder()
                                        .filters(List.of(DocumentRig.owner("Self")))))
                .isEmpty();
    }

    @Test
    void takesACommandWhenNoTypeIsGiven() {
        DocumentDescription created =
                rig.create(
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
        rig.create(DocumentRig.document());
        share(List.of("999988887777", "All"), List.of());
        assertThat(shares()).containsExactly("999988887777", "all");
        assertThatThrownBy(this::delete)
                .hasMessage("InvalidDocumentOperation: Must unshare document first before delete");

        share(List.of(), List.of("999988887777", "all"));

        delete();
    }

    private void share(List<String> add, List<String> remove) {
        rig.call(
                Ssm.MODIFY_DOCUMENT_PERMISSION,
                ModifyDocumentPermissionRequest.builder()
                        .name(DocumentRig.NAME)
                        .permissionType("Share")
                        .accountIdsToAdd(add)
                        .accountIdsToRemove(remove)
                        .build());
    }

    @Test
    void saysWhichVersionIsNotThere() {
        rig.create(DocumentRig.document());

        assertFault("InvalidDocumentVersion", () -> get("2", ""));
        assertFault("InvalidDocumentVersion", () -> rig.update(DocumentRig.SECOND, "2"));
        assertFault(
                "InvalidDocumentOperation",
                () ->
                        rig.call(
                                Ssm.DELETE_DOCUMENT,
                                DeleteDocumentRequest.builder()
                                        .name(DocumentRig.NAME)
                                        .documentVersion("1")
                                        .build()));
    }
}
