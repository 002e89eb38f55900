package dev.sallyport.server.api;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.MalformedId;
import dev.sallyport.protocol.aws.AwsJson;
import dev.sallyport.protocol.aws.ErrorReply;
import dev.sallyport.protocol.aws.Protocol;
import dev.sallyport.protocol.aws.XmlText;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.PathRoutes.Match;
import dev.sallyport.server.api.SignedAction.ErrorStyle;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.net.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers what is bound to paths.
final class PathFront {
    private static final Logger LOG = LoggerFactory.getLogger(PathFront.class);

    private final Gate gate;

    PathFront(Gate gate) {
        this.gate = gate;
    }

    HttpResponse answer(Exchange exchange, Match match) {
        try {
            HttpResponse response =
                    match.route()
                            .handler()
                            .handle(admit(exchange, match), exchange.request(), match.variable());
            return named(exchange, response);
        } catch (Refused refused) {
            Fault fault = Faults.of(Protocol.JSON, refused.refusal(), refused.text());
            return error(exchange, match, new Fault(fault.code(), 403, fault.message()));
        } catch (ServiceFault fault) {
            return error(exchange, match, new Fault(fault.code(), 400, fault.text()));
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("requestId", exchange.requestId())
                    .addKeyValue("path", String.join("/", match.route().template()))
                    .setCause(e)
                    .log("request failed");
            return error(exchange, match, Faults.of(Protocol.JSON, Refusal.INTERNAL, ""));
        }
    }

    private Call admit(Exchange exchange, Match match) throws Refused {
        if (match.route().signed().isEmpty()) {
            return gate.unasked(exchange, gate.nobody(), Aim.at(ResourceNames.ANY));
        }
        SignedAction action = match.route().signed().orElseThrow();
        Caller caller = gate.admit(exchange, action.service(), Authentication.SIGNED);
        return gate.permit(exchange, caller, action.action(), aim(action, match.variable()));
    }

    private static Aim aim(SignedAction action, String variable) {
        try {
            List<String> resources = action.resources().apply(variable);
            return resources.isEmpty() ? Aim.freeUnlessDenied() : Aim.at(resources);
        } catch (MalformedId e) {
            throw new ServiceFault("ValidationException", String.valueOf(e.getMessage()));
        }
    }

    private static HttpResponse named(Exchange exchange, HttpResponse response) {
        List<Header> headers = new ArrayList<>(response.headers());
        headers.add(new Header("x-amzn-RequestId", exchange.requestId()));
        return new HttpResponse(response.status(), headers, response.body(), response.stream());
    }

    private static HttpResponse error(Exchange exchange, Match match, Fault fault) {
        ErrorStyle style = match.route().signed().map(SignedAction::errors).orElse(ErrorStyle.JSON);
        return switch (style) {
            case JSON -> {
                Bytes body =
                        new AwsJson()
                                .encodeError(
                                        ErrorReply.of(fault.code(), fault.message()),
                                        "",
                                        exchange.requestId());
                yield exchange.reply(fault.status(), "application/json", body);
            }
            case XML ->
                    exchange.reply(
                            fault.status(),
                            "application/xml",
                            Bytes.ofUtf8(
                                    "<%1$s><Message>%2$s</Message></%1$s>"
                                            .formatted(
                                                    fault.code(),
                                                    XmlText.escape(fault.message()))));
        };
    }
}
