package dev.sallyport.server.net;

/// Answers requests. Called on a virtual thread of the request's own, so it may block.
@FunctionalInterface
public interface HttpHandler {
    HttpResponse handle(HttpRequest request);
}
