package dev.sallyport.server.api.sts;

import dev.sallyport.server.api.ServiceFault;

/// The errors of STS, in its words.
final class StsErrors {
    private StsErrors() {}

    static ServiceFault accessDenied(String text) {
        return new ServiceFault("AccessDenied", 403, text);
    }

    static ServiceFault badTags(String text) {
        return new ServiceFault("InvalidParameterValue", text);
    }

    static ServiceFault invalid(String text) {
        return new ServiceFault("ValidationError", text);
    }

    /// As the front says it of what the model can check.
    static ServiceFault constraint(String value, String member, String tail) {
        return invalid(
                "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
                        .formatted(value, member, tail));
    }

    static ServiceFault malformedPolicy(String text) {
        return new ServiceFault("MalformedPolicyDocument", text);
    }

    static ServiceFault tooLarge(int percent) {
        return new ServiceFault(
                "PackedPolicyTooLarge",
                "Packed policy consumes %d%% of allotted space, please use smaller policy."
                        .formatted(percent));
    }

    static ServiceFault badMessage() {
        return new ServiceFault(
                "InvalidAuthorizationMessageException",
                "Message decode failed: the encoded message is not valid.");
    }

    static ServiceFault throttled() {
        return new ServiceFault("Throttling", "Rate exceeded");
    }
}
