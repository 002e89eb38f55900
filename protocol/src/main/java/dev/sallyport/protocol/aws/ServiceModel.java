package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// What a service serves, as its compact model resource says.
public final class ServiceModel {
    private final Metadata metadata;
    private final Map<String, OperationModel> operations;
    private final Map<String, ErrorModel> errors;

    ServiceModel(
            Metadata metadata,
            Map<String, OperationModel> operations,
            Map<String, ErrorModel> errors) {
        this.metadata = metadata;
        this.operations = Map.copyOf(operations);
        this.errors = Map.copyOf(errors);
    }

    /// What is true of the service as a whole. `targetPrefix` stands before the operation's name in
    /// `X-Amz-Target`; it is empty for services that are not called that way.
    public record Metadata(
            String signingName,
            Protocol protocol,
            String apiVersion,
            String targetPrefix,
            String xmlNamespace) {}

    /// Reads C2J JSON. It comes from our own build: a fault in it is a bug, not a malformed
    /// request.
    public static ServiceModel parse(Bytes json) {
        return ModelReader.read(json);
    }

    public String signingName() {
        return metadata.signingName();
    }

    public Protocol protocol() {
        return metadata.protocol();
    }

    public String apiVersion() {
        return metadata.apiVersion();
    }

    public String targetPrefix() {
        return metadata.targetPrefix();
    }

    public String xmlNamespace() {
        return metadata.xmlNamespace();
    }

    public Optional<OperationModel> operation(String name) {
        return Optional.ofNullable(operations.get(name));
    }

    public Collection<OperationModel> operations() {
        return operations.values();
    }

    /// The error of this code, whichever operation names it.
    public Optional<ErrorModel> error(String code) {
        return Optional.ofNullable(errors.get(code));
    }
}
