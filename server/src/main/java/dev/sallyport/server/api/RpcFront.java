package dev.sallyport.server.api;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.MalformedId;
import dev.sallyport.protocol.aws.Codec;
import dev.sallyport.protocol.aws.ErrorReply;
import dev.sallyport.protocol.aws.MalformedRequest;
import dev.sallyport.protocol.aws.OperationModel;
import dev.sallyport.protocol.aws.Protocol;
import dev.sallyport.protocol.aws.ServiceModel;
import dev.sallyport.protocol.aws.Validation;
import dev.sallyport.protocol.aws.Violation;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.api.Dispatcher.Target;
import dev.sallyport.server.api.Routes.Route;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.net.HttpRequest;
import dev.sallyport.server.net.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers the calls of one operation each: JSON, Query and EC2.
final class RpcFront {
    private static final Logger LOG = LoggerFactory.getLogger(RpcFront.class);

    private final Routes routes;
    private final Gate gate;

    RpcFront(Routes routes, Gate gate) {
        this.routes = routes;
        this.gate = gate;
    }

    HttpResponse answer(Exchange exchange, Target target) {
        ServiceModel service = target.service();
        try {
            return perform(exchange, target);
        } catch (Refused refused) {
            return error(
                    exchange,
                    service,
                    Faults.of(service.protocol(), refused.refusal(), refused.text()));
        } catch (NotAllowed denied) {
            return error(
                    exchange,
                    service,
                    Faults.of(service.protocol(), Refusal.NOT_ALLOWED, denied.reason()));
        } catch (ServiceFault fault) {
            return error(exchange, service, new Fault(fault.code(), fault.status(), fault.text()));
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("requestId", exchange.requestId())
                    .addKeyValue("operation", service.signingName() + ":" + target.operation())
                    .setCause(e)
                    .log("request failed");
            return error(exchange, service, Faults.of(service.protocol(), Refusal.INTERNAL, ""));
        }
    }

    private HttpResponse perform(Exchange exchange, Target target) throws Refused {
        if (target.malformed().isPresent()) {
            throw new Refused(Refusal.MALFORMED_BODY, target.malformed().orElseThrow());
        }
        OperationModel operation =
                target.service().operation(target.operation()).orElseThrow(() -> unknown(target));
        Route<?, ?> route =
                routes.find(target.service().signingName(), target.operation())
                        .orElseThrow(() -> unknown(target));
        int size = exchange.request().body().size();
        if (size > Codec.MAX_BODY) {
            throw new Refused(
                    Refusal.BODY_TOO_LARGE,
                    "Request of %d bytes exceeds %d bytes".formatted(size, Codec.MAX_BODY));
        }
        Caller caller =
                gate.admit(exchange, target.service().signingName(), route.authentication());
        return perform(exchange, target.service(), operation, bound(route, caller));
    }

    /// A route and who takes it.
    private record Bound<I, O>(Route<I, O> route, Caller caller) {}

    private static <I, O> Bound<I, O> bound(Route<I, O> route, Caller caller) {
        return new Bound<>(route, caller);
    }

    private <I, O> HttpResponse perform(
            Exchange exchange, ServiceModel service, OperationModel operation, Bound<I, O> bound)
            throws Refused {
        Route<I, O> route = bound.route;
        Codec codec = Codec.of(service.protocol());
        Map<String, Object> tree = decode(codec, service.protocol(), operation, exchange.request());
        I input = route.type().decoder().apply(tree);
        O output = route.handler().handle(permitted(exchange, bound, input, tree), input);
        Bytes body =
                codec.encode(operation, route.type().encoder().apply(output), exchange.requestId());
        return exchange.reply(200, codec.contentType(), body);
    }

    private <I> Call permitted(
            Exchange exchange, Bound<I, ?> bound, I input, Map<String, Object> tree)
            throws Refused {
        Aim aim = RequestKeys.added(aim(bound, input), bound.route.type().service(), tree);
        return bound.route.authentication() == Authentication.ANONYMOUS
                ? gate.unasked(exchange, bound.caller, aim)
                : permit(exchange, bound, aim);
    }

    /// Callers of EC2 expect to be told in a form that the owner of the policies can read.
    private Call permit(Exchange exchange, Bound<?, ?> bound, Aim aim) throws Refused {
        String action = bound.route.type().action();
        try {
            return gate.permit(exchange, bound.caller, action, aim);
        } catch (Refused refused) {
            if (action.startsWith("ec2:") && refused.refusal() == Refusal.NOT_ALLOWED) {
                String note = gate.notes().note(bound.caller, action, aim, refused.text());
                throw new Refused(Refusal.NOT_ALLOWED, refused.text() + note);
            }
            throw refused;
        }
    }

    private static Map<String, Object> decode(
            Codec codec, Protocol protocol, OperationModel operation, HttpRequest request)
            throws Refused {
        try {
            Bytes body = protocol == Protocol.JSON ? request.body() : Dispatcher.form(request);
            Map<String, Object> tree = codec.decode(operation, body);
            check(protocol, Validation.violations(operation.input(), tree));
            return tree;
        } catch (MalformedRequest e) {
            throw new Refused(Refusal.MALFORMED_BODY, String.valueOf(e.getMessage()));
        }
    }

    private static void check(Protocol protocol, List<Violation> violations) throws Refused {
        if (violations.isEmpty()) {
            return;
        }
        if (protocol != Protocol.EC2) {
            throw new Refused(Refusal.INVALID_INPUT, Validation.text(violations).orElse(""));
        }
        // EC2 has words of its own and names one fault at a time.
        Violation first = violations.getFirst();
        String parameter =
                first.path().substring(0, 1).toUpperCase(Locale.ROOT) + first.path().substring(1);
        throw first.missing()
                ? new Refused(
                        Refusal.MISSING_INPUT,
                        "The request must contain the parameter " + parameter)
                : new Refused(
                        Refusal.INVALID_INPUT,
                        "Value (%s) for parameter %s is invalid. %s"
                                .formatted(
                                        first.shown().orElse("***"),
                                        parameter,
                                        first.constraint()));
    }

    private static <I> Aim aim(Bound<I, ?> bound, I input) throws Refused {
        try {
            return bound.route.aiming().aim(bound.caller, input);
        } catch (MalformedId e) {
            // The model lets through some names that can never be a resource of ours.
            throw new Refused(Refusal.INVALID_INPUT, String.valueOf(e.getMessage()));
        }
    }

    private static Refused unknown(Target target) {
        return new Refused(
                Refusal.UNKNOWN_OPERATION,
                switch (target.service().protocol()) {
                    case JSON -> "";
                    case QUERY ->
                            "Could not find operation %s for version %s"
                                    .formatted(target.operation(), target.service().apiVersion());
                    case EC2 ->
                            "The action %s is not valid for this web service."
                                    .formatted(target.operation());
                });
    }

    /// A status of 0 leaves it to the model.
    private static HttpResponse error(Exchange exchange, ServiceModel service, Fault fault) {
        Codec codec = Codec.of(service.protocol());
        ErrorReply reply =
                new ErrorReply(
                        fault.code(), fault.message(), service.error(fault.code()), Map.of());
        Bytes body = codec.encodeError(reply, service.xmlNamespace(), exchange.requestId());
        int status = fault.status() == 0 ? reply.status() : fault.status();
        return exchange.reply(status, codec.contentType(), body);
    }

    /// For requests written for no service that is here.
    static HttpResponse unknownService(Exchange exchange) {
        Optional<String> target = exchange.request().header("x-amz-target");
        if (target.isPresent()) {
            Fault fault = Faults.of(Protocol.JSON, Refusal.UNKNOWN_OPERATION, "");
            Codec codec = Codec.of(Protocol.JSON);
            return exchange.reply(
                    fault.status(),
                    codec.contentType(),
                    codec.encodeError(
                            ErrorReply.of(fault.code(), fault.message()),
                            "",
                            exchange.requestId()));
        }
        return exchange.reply(
                404, "application/xml", Bytes.ofUtf8("<UnknownOperationException/>\n"));
    }
}
