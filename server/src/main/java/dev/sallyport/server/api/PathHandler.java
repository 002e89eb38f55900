package dev.sallyport.server.api;

import dev.sallyport.server.net.HttpRequest;
import dev.sallyport.server.net.HttpResponse;

/// Answers what is found by its path. `variable` is the decoded part the path's template leaves
/// open, empty when it leaves none. May throw {@link ServiceFault}.
@FunctionalInterface
public interface PathHandler {
    HttpResponse handle(Call call, HttpRequest request, String variable);
}
