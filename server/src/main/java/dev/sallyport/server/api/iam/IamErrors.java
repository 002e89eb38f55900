package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.OperationHandler;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.identity.directory.DirectoryFault;

/// The one table from faults of the directory to IAM's errors.
final class IamErrors {
    private IamErrors() {}

    /// The handler; its faults become IAM's.
    static <I, O> OperationHandler<I, O> translating(OperationHandler<I, O> handler) {
        return (call, input) -> {
            try {
                return handler.handle(call, input);
            } catch (DirectoryFault fault) {
                throw new ServiceFault(code(fault.code()), status(fault.code()), fault.text());
            }
        };
    }

    // The only one that no model gives a status of its own.
    private static int status(DirectoryFault.Code code) {
        return code == DirectoryFault.Code.NOT_PERMITTED ? 403 : 0;
    }

    private static String code(DirectoryFault.Code code) {
        return switch (code) {
            case NO_SUCH_ENTITY -> "NoSuchEntity";
            case ALREADY_EXISTS -> "EntityAlreadyExists";
            case DELETE_CONFLICT -> "DeleteConflict";
            case LIMIT_EXCEEDED -> "LimitExceeded";
            case MALFORMED_POLICY -> "MalformedPolicyDocument";
            case UNMODIFIABLE -> "UnmodifiableEntity";
            case INVALID_INPUT -> "InvalidInput";
            case INVALID_VALUE -> "ValidationError";
            case WRONG_CODE -> "InvalidAuthenticationCode";
            case NOT_PERMITTED -> "AccessDenied";
            case WEAK_PASSWORD -> "PasswordPolicyViolation";
            case BAD_PUBLIC_KEY -> "InvalidPublicKey";
            case DUPLICATE_PUBLIC_KEY -> "DuplicateSSHPublicKey";
            case BAD_CERTIFICATE -> "MalformedCertificate";
            case DUPLICATE_CERTIFICATE -> "DuplicateCertificate";
            case SERVICE_NOT_SUPPORTED -> "NotSupportedService";
            case CONCURRENT_CHANGE -> "ConcurrentModification";
        };
    }
}
