package dev.sallyport.server.api;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.aws.Form;
import dev.sallyport.protocol.aws.MalformedRequest;
import dev.sallyport.protocol.aws.Protocol;
import dev.sallyport.protocol.aws.ServiceModel;
import dev.sallyport.protocol.sigv4.ParsedSignature;
import dev.sallyport.protocol.sigv4.SignatureParser;
import dev.sallyport.server.net.HttpRequest;
import java.util.List;
import java.util.Optional;

/// Finds the service and operation a request is for, though all services share one host.
///
/// `X-Amz-Target` names its service itself. An action in a form may be several services'; there the
/// service in the signature's scope decides, and else `Version`. A signature for another service
/// than the request is written for thus fails as what it is: signed for the wrong service.
final class Dispatcher {
    private static final String TARGET = "x-amz-target";

    private final List<ServiceModel> services;

    Dispatcher(List<ServiceModel> services) {
        this.services = List.copyOf(services);
    }

    /// `malformed` says what keeps the form from being read; the operation is then unknown.
    record Target(ServiceModel service, String operation, Optional<String> malformed) {}

    Optional<Target> find(HttpRequest request) {
        Optional<String> header = request.header(TARGET);
        Optional<ServiceModel> scoped = scope(request).flatMap(this::signedAs);
        return header.isPresent()
                ? byTarget(header.orElseThrow(), scoped)
                : byAction(request, scoped);
    }

    private static Optional<String> scope(HttpRequest request) {
        return SignatureParser.parse(Authenticator.head(request))
                        instanceof ParsedSignature.Present(var claim)
                ? Optional.of(claim.service())
                : Optional.empty();
    }

    private Optional<ServiceModel> signedAs(String name) {
        return services.stream().filter(service -> service.signingName().equals(name)).findFirst();
    }

    private Optional<Target> byTarget(String target, Optional<ServiceModel> scoped) {
        int dot = target.lastIndexOf('.');
        String prefix = target.substring(0, Math.max(dot, 0));
        return services.stream()
                .filter(service -> service.protocol() == Protocol.JSON)
                .filter(service -> service.targetPrefix().equals(prefix))
                .findFirst()
                .map(service -> new Target(service, target.substring(dot + 1), Optional.empty()))
                .or(() -> scoped.map(service -> new Target(service, "", Optional.empty())));
    }

    private Optional<Target> byAction(HttpRequest request, Optional<ServiceModel> scoped) {
        Form form;
        try {
            form = Form.parse(form(request));
        } catch (MalformedRequest e) {
            return scoped.map(it -> new Target(it, "", Optional.ofNullable(e.getMessage())));
        }
        String action = form.field("Action").orElse("");
        String version = form.field("Version").orElse("");
        return scoped.filter(service -> service.protocol() != Protocol.JSON)
                .or(() -> serving(action, version))
                .or(() -> scoped)
                .map(service -> new Target(service, action, Optional.empty()));
    }

    /// Where a query request has its form. A GET, as in presigned URLs, has it in the URL.
    static Bytes form(HttpRequest request) {
        return request.method().equals("GET") ? Bytes.ofUtf8(request.rawQuery()) : request.body();
    }

    private Optional<ServiceModel> serving(String action, String version) {
        return services.stream()
                .filter(service -> service.protocol() != Protocol.JSON)
                .filter(service -> service.apiVersion().equals(version))
                .filter(service -> service.operation(action).isPresent())
                .findFirst();
    }
}
