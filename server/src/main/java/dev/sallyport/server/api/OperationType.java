package dev.sallyport.server.api;

import java.util.Map;
import java.util.function.Function;

/// One operation of one service, and the way between its records and the codec's trees.
public record OperationType<I, O>(
        String service,
        String name,
        Function<Map<String, Object>, I> decoder,
        Function<O, Map<String, Object>> encoder) {

    /// The action policies name: `ssm:StartSession`.
    public String action() {
        return service + ":" + name;
    }
}
