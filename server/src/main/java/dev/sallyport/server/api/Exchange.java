package dev.sallyport.server.api;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Circumstances;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.net.HttpRequest;
import dev.sallyport.server.net.HttpResponse;
import java.time.Instant;
import java.util.List;

/// One request on its way through the front, with its name and time.
///
/// @param client the address it came from, which proxies may have told
record Exchange(HttpRequest request, ClientAddress client, String requestId, Instant at) {
    Call call(Caller caller, Aim aim, String region) {
        return new Call(
                caller, circumstances(region), aim, requestId, request.header("host").orElse(""));
    }

    Circumstances circumstances(String region) {
        return Circumstances.now(
                at,
                client.address().getHostAddress(),
                request.header("user-agent").orElse(""),
                client.secure(),
                region);
    }

    HttpResponse reply(int status, String contentType, Bytes body) {
        return new HttpResponse(
                status,
                List.of(
                        new Header("x-amzn-RequestId", requestId),
                        new Header("Content-Type", contentType)),
                body);
    }
}
