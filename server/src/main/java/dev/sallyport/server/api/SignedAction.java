package dev.sallyport.server.api;

import java.util.List;
import java.util.function.Function;

/// What a signed path asks of its caller: the service its signature must be for, the action, and
/// the resources by the path's variable; none where the call needs no Allow and can be denied.
public record SignedAction(
        String service,
        String action,
        Function<String, List<String>> resources,
        ErrorStyle errors) {
    /// How errors look there.
    public enum ErrorStyle {
        XML,
        JSON
    }
}
