package dev.sallyport.server.api.ssm;

import dev.sallyport.server.api.ssm.model.DocumentDescription;
import dev.sallyport.server.api.ssm.model.DocumentIdentifier;
import dev.sallyport.server.api.ssm.model.DocumentParameter;
import dev.sallyport.server.api.ssm.model.DocumentVersionInfo;
import dev.sallyport.server.api.ssm.model.GetDocumentResult;
import dev.sallyport.server.documents.Document;
import dev.sallyport.server.documents.DocumentFacts;
import dev.sallyport.server.documents.DocumentFormat;
import dev.sallyport.server.documents.DocumentVersion;
import dev.sallyport.server.documents.DocumentView;
import dev.sallyport.server.documents.Documents;
import java.util.Map;

/// Documents as SSM shows them.
final class DocumentViews {
    // There is nothing to wait for: a document that was taken is there.
    private static final String STATUS = "Active";

    private DocumentViews() {}

    static DocumentDescription description(DocumentView view, Map<String, String> tags) {
        Document document = view.document();
        DocumentVersion version = view.text().version();
        DocumentFacts facts = view.facts();
        return DocumentDescription.builder()
                .name(document.name())
                .displayName(document.labels().displayName())
                .owner(document.ownerName())
                .createdDate(version.created())
                .status(STATUS)
                .hash(view.text().hash())
                .hashType("Sha256")
                .documentVersion(Long.toString(version.number()))
                .versionName(version.name())
                .description(facts.description())
                .parameters(facts.parameters().stream().map(DocumentViews::parameter).toList())
                .platformTypes(facts.platforms())
                .documentType(document.type().wireName())
                .schemaVersion(facts.schemaVersion())
                .latestVersion(Long.toString(document.numbers().latest()))
                .defaultVersion(Long.toString(document.numbers().byDefault()))
                .documentFormat(version.format().name())
                .targetType(document.labels().targetType())
                .tags(SsmTags.list(tags))
                .build();
    }

    private static DocumentParameter parameter(DocumentFacts.Parameter parameter) {
        return DocumentParameter.builder()
                .name(parameter.name())
                .type(parameter.type())
                .description(parameter.description())
                .defaultValue(parameter.byDefault())
                .build();
    }

    static DocumentIdentifier identifier(DocumentView view, Map<String, String> tags) {
        Document document = view.document();
        DocumentVersion version = view.text().version();
        DocumentFacts facts = view.facts();
        return DocumentIdentifier.builder()
                .name(document.name())
                .createdDate(version.created())
                .displayName(document.labels().displayName())
                .owner(document.ownerName())
                .versionName(version.name())
                .platformTypes(facts.platforms())
                .documentVersion(Long.toString(version.number()))
                .documentType(document.type().wireName())
                .schemaVersion(facts.schemaVersion())
                .documentFormat(version.format().name())
                .targetType(document.labels().targetType())
                .tags(SsmTags.list(tags))
                .build();
    }

    static DocumentVersionInfo version(DocumentView view, DocumentVersion version) {
        Document document = view.document();
        return DocumentVersionInfo.builder()
                .name(document.name())
                .displayName(document.labels().displayName())
                .documentVersion(Long.toString(version.number()))
                .versionName(version.name())
                .createdDate(version.created())
                .isDefaultVersion(version.number() == document.numbers().byDefault())
                .documentFormat(version.format().name())
                .status(STATUS)
                .build();
    }

    static GetDocumentResult content(DocumentView view, DocumentFormat format) {
        Document document = view.document();
        DocumentVersion version = view.text().version();
        return GetDocumentResult.builder()
                .name(document.name())
                .createdDate(version.created())
                .displayName(document.labels().displayName())
                .versionName(version.name())
                .documentVersion(Long.toString(version.number()))
                .status(STATUS)
                .content(Documents.convert(view.text(), format))
                .documentType(document.type().wireName())
                .documentFormat(format.name())
                .build();
    }
}
