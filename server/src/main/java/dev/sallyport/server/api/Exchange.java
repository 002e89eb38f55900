package dev.sallyport.server.api;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.server.access.Circumstances;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.net.HttpRequest;
import dev.sallyport.server.net.HttpResponse;
import java.time.Instant;
import java.util.List;

/// One request on its way through the front, with its name and time.
record Exchange(HttpRequest request, String requestId, Instant at) {
    Call call(Caller caller) {
        return new Call(
                caller,
                at,
                requestId,
                request.remote().getAddress().getHostAddress(),
                request.header("user-agent").orElse(""),
                request.header("host").orElse(""),
                request.secure());
    }

    Circumstances circumstances(String region) {
        return new Circumstances(
                at,
                request.remote().getAddress().getHostAddress(),
                request.header("user-agent").orElse(""),
                request.secure(),
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
