package dev.sallyport.server.api.ssm;

import static dev.sallyport.server.api.ssm.DocumentErrors.translate;

import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ssm.model.CreateDocumentRequest;
import dev.sallyport.server.api.ssm.model.CreateDocumentResult;
import dev.sallyport.server.api.ssm.model.DeleteDocumentRequest;
import dev.sallyport.server.api.ssm.model.DeleteDocumentResult;
import dev.sallyport.server.api.ssm.model.DescribeDocumentRequest;
import dev.sallyport.server.api.ssm.model.DescribeDocumentResult;
import dev.sallyport.server.api.ssm.model.DocumentDefaultVersionDescription;
import dev.sallyport.server.api.ssm.model.DocumentDescription;
import dev.sallyport.server.api.ssm.model.GetDocumentRequest;
import dev.sallyport.server.api.ssm.model.GetDocumentResult;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.api.ssm.model.UpdateDocumentDefaultVersionRequest;
import dev.sallyport.server.api.ssm.model.UpdateDocumentDefaultVersionResult;
import dev.sallyport.server.api.ssm.model.UpdateDocumentRequest;
import dev.sallyport.server.api.ssm.model.UpdateDocumentResult;
import dev.sallyport.server.documents.Document;
import dev.sallyport.server.documents.DocumentFormat;
import dev.sallyport.server.documents.DocumentType;
import dev.sallyport.server.documents.DocumentView;
import dev.sallyport.server.documents.Documents;
import dev.sallyport.server.documents.NewDocument;
import dev.sallyport.server.documents.NewVersion;
import dev.sallyport.server.documents.VersionChoice;
import dev.sallyport.server.fleet.TagStore;
import dev.sallyport.server.fleet.Tags;
import dev.sallyport.server.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes, reads, changes and removes documents.
public final class DocumentRoutes {
    private final Documents documents;
    private final Tags tags;
    private final ResourceNames names;

    public DocumentRoutes(Documents documents, Tags tags, ResourceNames names) {
        this.documents = documents;
        this.tags = tags;
        this.names = names;
    }

    public void addTo(Routes.Builder routes) {
        var signed = Authentication.SIGNED;
        routes.aimed(Ssm.CREATE_DOCUMENT, signed, this::created, this::create)
                .on(Ssm.UPDATE_DOCUMENT, signed, in -> resource(in.name()), this::update)
                .on(
                        Ssm.UPDATE_DOCUMENT_DEFAULT_VERSION,
                        signed,
                        in -> resource(in.name()),
                        this::setDefault)
                .on(Ssm.GET_DOCUMENT, signed, in -> resource(in.name()), this::get)
                .on(Ssm.DESCRIBE_DOCUMENT, signed, in -> resource(in.name()), this::describe)
                .on(Ssm.DELETE_DOCUMENT, signed, in -> resource(in.name()), this::delete);
    }

    private Aim created(Caller caller, CreateDocumentRequest input) {
        return Aim.at(names.document(input.name()))
                .with("ssm:DocumentType", input.documentType().orElse("Command"));
    }

    private List<String> resource(String name) {
        return List.of(names.document(name));
    }

    CreateDocumentResult create(Call call, CreateDocumentRequest input) {
        if (!input.attachments().isEmpty() || !input.requires().isEmpty()) {
            throw DocumentErrors.invalid("Attachments and Requires are not served.");
        }
        Map<String, String> wanted = SsmTags.ofNew(input.tags());
        SsmTags.refuseReserved(wanted.keySet());
        var document =
                new NewDocument(
                        input.name(),
                        type(input.documentType().orElse("Command")),
                        format(input.documentFormat()).orElse(DocumentFormat.JSON),
                        input.content(),
                        input.versionName(),
                        new Document.Labels(input.displayName(), input.targetType()));
        DocumentView created = translate(() -> documents.create(call.caller().account(), document));
        tags.add(TagStore.Kind.DOCUMENT, input.name(), wanted);
        return CreateDocumentResult.builder()
                .documentDescription(DocumentViews.description(created, wanted))
                .build();
    }

    private static DocumentType type(String name) {
        return DocumentType.find(name)
                .orElseThrow(() ->
                        DocumentErrors.invalid(
                                "Documents of type "
                                        + name
                                        + " are not served (expected: Session or Command)."));
    }

    private static Optional<DocumentFormat> format(Optional<String> name) {
        return name.map(DocumentFormat::valueOf);
    }

    UpdateDocumentResult update(Call call, UpdateDocumentRequest input) {
        if (!input.attachments().isEmpty()) {
            throw DocumentErrors.invalid("Attachments are not served.");
        }
        var version =
                new NewVersion(
                        input.name(),
                        new VersionChoice(input.documentVersion(), Optional.empty()),
                        format(input.documentFormat()).orElse(DocumentFormat.JSON),
                        input.content(),
                        input.versionName(),
                        new Document.Labels(input.displayName(), input.targetType()));
        DocumentView updated = translate(() -> documents.update(call.caller().account(), version));
        return UpdateDocumentResult.builder().documentDescription(described(call, updated)).build();
    }

    private DocumentDescription described(Call call, DocumentView view) {
        boolean own = view.isOwnedBy(call.caller().account());
        return DocumentViews.description(
                view, own ? tags.list(TagStore.Kind.DOCUMENT, view.document().name()) : Map.of());
    }

    UpdateDocumentDefaultVersionResult setDefault(
            Call call, UpdateDocumentDefaultVersionRequest input) {
        DocumentView changed =
                translate(() ->
                        documents.setDefault(
                                call.caller().account(), input.name(), input.documentVersion()));
        return UpdateDocumentDefaultVersionResult.builder()
                .description(
                        DocumentDefaultVersionDescription.builder()
                                .name(changed.document().name())
                                .defaultVersion(input.documentVersion())
                                .defaultVersionName(changed.text().version().name())
                                .build())
                .build();
    }

    GetDocumentResult get(Call call, GetDocumentRequest input) {
        var choice = new VersionChoice(input.documentVersion(), input.versionName());
        return translate(() -> {
            DocumentView view = documents.get(call.caller().account(), input.name(), choice);
            // JSON unless somebody asks, as AWS has it, but for plain text.
            DocumentFormat own = view.text().version().format();
            DocumentFormat usual =
                    own == DocumentFormat.TEXT ? DocumentFormat.TEXT : DocumentFormat.JSON;
            return DocumentViews.content(view, format(input.documentFormat()).orElse(usual));
        });
    }

    DescribeDocumentResult describe(Call call, DescribeDocumentRequest input) {
        var choice = new VersionChoice(input.documentVersion(), input.versionName());
        DocumentView view =
                translate(() -> documents.get(call.caller().account(), input.name(), choice));
        return DescribeDocumentResult.builder().document(described(call, view)).build();
    }

    DeleteDocumentResult delete(Call call, DeleteDocumentRequest input) {
        var choice = new VersionChoice(input.documentVersion(), input.versionName());
        return translate(() -> {
            documents.delete(call.caller().account(), input.name(), choice);
            return new DeleteDocumentResult();
        });
    }
}
