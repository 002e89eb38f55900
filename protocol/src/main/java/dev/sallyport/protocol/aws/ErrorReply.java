package dev.sallyport.protocol.aws;

import java.util.Map;
import java.util.Optional;

/// An error on its way out. `details` are further members of the model's error shape, if it has
/// any.
public record ErrorReply(
        String code, String message, Optional<ErrorModel> model, Map<String, Object> details) {
    public static ErrorReply of(String code, String message) {
        return new ErrorReply(code, message, Optional.empty(), Map.of());
    }

    /// The fault of the service, as opposed to the caller's.
    boolean receiverAtFault() {
        return status() >= 500;
    }

    /// What the model says, else 400.
    public int status() {
        return model.map(ErrorModel::status).orElse(400);
    }
}
