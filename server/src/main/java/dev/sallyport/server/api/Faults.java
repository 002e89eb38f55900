package dev.sallyport.server.api;

import dev.sallyport.protocol.aws.Protocol;

/// How each protocol says each refusal: the one table of codes, statuses and fixed texts.
///
/// Texts are those of AWS, word for word, because clients match on some of them.
final class Faults {
    private static final String INVALID_TOKEN =
            "The security token included in the request is invalid.";
    // No full stop: botocore's users and scripts know this text as it is.
    private static final String EXPIRED_TOKEN =
            "The security token included in the request is expired";
    private static final String WRONG_SIGNATURE =
            "The request signature we calculated does not match the signature you provided. Check"
                    + " your AWS Secret Access Key and signing method. Consult the service"
                    + " documentation for details.";
    private static final String NOT_VALIDATED =
            "AWS was not able to validate the provided access credentials";
    private static final String INTERNAL = "An internal error occurred. Please retry your request.";

    private Faults() {}

    /// `text` says what is particular to this request; refusals with a text of their own ignore it.
    static Fault of(Protocol protocol, Refusal refusal, String text) {
        return switch (protocol) {
            case JSON -> json(refusal, text);
            case QUERY -> query(refusal, text);
            case EC2 -> ec2(refusal, text);
        };
    }

    private static Fault json(Refusal refusal, String text) {
        return switch (refusal) {
            case NO_CREDENTIALS ->
                    new Fault(
                            "MissingAuthenticationTokenException",
                            400,
                            "Missing Authentication Token");
            case INCOMPLETE_SIGNATURE -> new Fault("IncompleteSignatureException", 400, text);
            case UNKNOWN_KEY, INACTIVE_KEY, BAD_TOKEN ->
                    new Fault("UnrecognizedClientException", 400, INVALID_TOKEN);
            case EXPIRED_TOKEN -> new Fault("ExpiredTokenException", 400, EXPIRED_TOKEN);
            case WRONG_SIGNATURE -> new Fault("InvalidSignatureException", 400, WRONG_SIGNATURE);
            case UNUSABLE_SIGNATURE, SIGNATURE_EXPIRED, SIGNATURE_NOT_YET_VALID, WRONG_SCOPE ->
                    new Fault("InvalidSignatureException", 400, text);
            case NOT_ALLOWED -> new Fault("AccessDeniedException", 400, text);
            case THROTTLED -> new Fault("ThrottlingException", 400, "Rate exceeded");
            case UNKNOWN_OPERATION -> new Fault("UnknownOperationException", 400, text);
            case MALFORMED_BODY -> new Fault("SerializationException", 400, text);
            case BODY_TOO_LARGE -> new Fault("RequestEntityTooLargeException", 413, text);
            case INVALID_INPUT, MISSING_INPUT -> new Fault("ValidationException", 400, text);
            case INTERNAL -> new Fault("InternalServerError", 500, INTERNAL);
        };
    }

    private static Fault query(Refusal refusal, String text) {
        return switch (refusal) {
            case NO_CREDENTIALS ->
                    new Fault(
                            "MissingAuthenticationToken",
                            403,
                            "Request is missing Authentication Token");
            case INCOMPLETE_SIGNATURE -> new Fault("IncompleteSignature", 400, text);
            case UNKNOWN_KEY, INACTIVE_KEY, BAD_TOKEN ->
                    new Fault("InvalidClientTokenId", 403, INVALID_TOKEN);
            case EXPIRED_TOKEN -> new Fault("ExpiredToken", 403, EXPIRED_TOKEN);
            case WRONG_SIGNATURE -> new Fault("SignatureDoesNotMatch", 403, WRONG_SIGNATURE);
            case UNUSABLE_SIGNATURE, SIGNATURE_EXPIRED, SIGNATURE_NOT_YET_VALID, WRONG_SCOPE ->
                    new Fault("SignatureDoesNotMatch", 403, text);
            case NOT_ALLOWED -> new Fault("AccessDenied", 403, text);
            case THROTTLED -> new Fault("Throttling", 400, "Rate exceeded");
            case UNKNOWN_OPERATION -> new Fault("InvalidAction", 400, text);
            case MALFORMED_BODY -> new Fault("MalformedInput", 400, text);
            case BODY_TOO_LARGE -> new Fault("RequestEntityTooLarge", 413, text);
            case INVALID_INPUT, MISSING_INPUT -> new Fault("ValidationError", 400, text);
            case INTERNAL -> new Fault("InternalFailure", 500, INTERNAL);
        };
    }

    private static Fault ec2(Refusal refusal, String text) {
        return switch (refusal) {
            case NO_CREDENTIALS,
                    UNKNOWN_KEY,
                    INACTIVE_KEY,
                    BAD_TOKEN,
                    WRONG_SIGNATURE,
                    UNUSABLE_SIGNATURE,
                    WRONG_SCOPE ->
                    new Fault("AuthFailure", 401, NOT_VALIDATED);
            case INCOMPLETE_SIGNATURE -> new Fault("IncompleteSignature", 400, text);
            case EXPIRED_TOKEN, SIGNATURE_EXPIRED, SIGNATURE_NOT_YET_VALID ->
                    new Fault("RequestExpired", 400, "Request has expired.");
            case NOT_ALLOWED ->
                    new Fault(
                            "UnauthorizedOperation",
                            403,
                            "You are not authorized to perform this operation. " + text);
            case THROTTLED -> new Fault("RequestLimitExceeded", 503, "Request limit exceeded.");
            case UNKNOWN_OPERATION -> new Fault("InvalidAction", 400, text);
            case MALFORMED_BODY -> new Fault("MalformedQueryString", 400, text);
            case BODY_TOO_LARGE -> new Fault("RequestEntityTooLarge", 413, text);
            case INVALID_INPUT -> new Fault("InvalidParameterValue", 400, text);
            case MISSING_INPUT -> new Fault("MissingParameter", 400, text);
            case INTERNAL -> new Fault("InternalError", 500, INTERNAL);
        };
    }
}
