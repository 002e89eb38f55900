package dev.sallyport.server.api.ssm;

import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.documents.DocumentFault;
import java.util.function.Supplier;

/// The one table from faults of the documents room to SSM's errors.
final class DocumentErrors {
    private DocumentErrors() {}

    /// Runs `work`; its fault becomes SSM's.
    static <T> T translate(Supplier<T> work) {
        try {
            return work.get();
        } catch (DocumentFault fault) {
            throw new ServiceFault(code(fault.code()), fault.text());
        }
    }

    private static String code(DocumentFault.Code code) {
        return switch (code) {
            case ALREADY_EXISTS -> "DocumentAlreadyExists";
            case NO_SUCH_DOCUMENT -> "InvalidDocument";
            case NO_SUCH_VERSION -> "InvalidDocumentVersion";
            case INVALID_CONTENT -> "InvalidDocumentContent";
            case INVALID_SCHEMA_VERSION -> "InvalidDocumentSchemaVersion";
            case INVALID_OPERATION -> "InvalidDocumentOperation";
            case INVALID_REQUEST, INVALID_PARAMETERS -> "ValidationException";
            case CONFLICT -> "TooManyUpdates";
            case DUPLICATE_CONTENT -> "DuplicateDocumentContent";
            case DUPLICATE_VERSION_NAME -> "DuplicateDocumentVersionName";
            case TOO_LARGE -> "MaxDocumentSizeExceeded";
            case TOO_MANY_DOCUMENTS -> "DocumentLimitExceeded";
            case TOO_MANY_VERSIONS -> "DocumentVersionLimitExceeded";
            case TOO_MANY_SHARES -> "DocumentPermissionLimit";
        };
    }

    static ServiceFault invalid(String text) {
        return new ServiceFault("ValidationException", text);
    }
}
