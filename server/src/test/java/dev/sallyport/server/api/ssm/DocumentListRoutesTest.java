package dev.sallyport.server.api.ssm;

import static dev.sallyport.server.api.NodeRig.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.api.ssm.model.DocumentFilter;
import dev.sallyport.server.api.ssm.model.DocumentKeyValuesFilter;
import dev.sallyport.server.api.ssm.model.DocumentVersionInfo;
import dev.sallyport.server.api.ssm.model.ListDocumentVersionsRequest;
import dev.sallyport.server.api.ssm.model.ListDocumentsRequest;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.api.ssm.model.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentListRoutesTest {
    private final DocumentRig rig = new DocumentRig();

    @Test
    void listsByBothFormsOfFilter() {
        rig.create(DocumentRig.document().tags(List.of(new Tag("team", "a"))));

        assertThat(
                        rig.names(
                                ListDocumentsRequest.builder()
                                        .filters(List.of(DocumentRig.owner("Self")))))
                .containsExactly(DocumentRig.NAME);
        assertThat(
                        rig.names(
                                ListDocumentsRequest.builder()
                                        .documentFilterList(
                                                List.of(new DocumentFilter("Owner", "Amazon")))))
                .hasSize(9);
        assertThat(
                        rig.names(
                                ListDocumentsRequest.builder()
                                        .filters(
                                                List.of(
                                                        DocumentKeyValuesFilter.builder()
                                                                .key("tag:team")
                                                                .values(List.of("a"))
                                                                .build()))))
                .containsExactly(DocumentRig.NAME);
        assertFault(
                "InvalidFilterKey",
                () ->
                        rig.names(
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
            var page = rig.call(Ssm.LIST_DOCUMENTS, request.build());
            page.documentIdentifiers().forEach(it -> all.add(it.name().orElseThrow()));
            next = page.nextToken();
            request.nextToken(next);
        } while (next.isPresent());

        assertThat(all).hasSize(9).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void listsVersionsNewestFirst() {
        rig.create(DocumentRig.document());
        rig.update(DocumentRig.SECOND, "$LATEST");
        rig.update(DocumentRig.FIRST, "$LATEST");

        var first =
                versions(
                        ListDocumentVersionsRequest.builder().name(DocumentRig.NAME).maxResults(2));
        assertThat(first)
                .extracting(it -> it.documentVersion().orElseThrow())
                .containsExactly("3", "2");
        var all = versions(ListDocumentVersionsRequest.builder().name(DocumentRig.NAME));
        assertThat(all)
                .extracting(it -> it.isDefaultVersion().orElseThrow())
                .containsExactly(false, false, true);
    }

    private List<DocumentVersionInfo> versions(ListDocumentVersionsRequest.Builder request) {
        return rig.call(Ssm.LIST_DOCUMENT_VERSIONS, request.build()).documentVersions();
    }
}
