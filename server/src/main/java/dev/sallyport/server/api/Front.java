package dev.sallyport.server.api;

import dev.sallyport.protocol.aws.ServiceModel;
import dev.sallyport.server.api.Dispatcher.Target;
import dev.sallyport.server.api.PathRoutes.Match;
import dev.sallyport.server.net.HttpHandler;
import dev.sallyport.server.net.HttpRequest;
import dev.sallyport.server.net.HttpResponse;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The door of every API on the one port. Safe for use by many threads; blocks as handlers do.
public final class Front implements HttpHandler {
    private final Dispatcher dispatcher;
    private final PathRoutes paths;
    private final RpcFront rpc;
    private final PathFront byPath;
    private final TrustedProxies proxies;
    private final RequestIds ids;
    private final InstantSource clock;

    public Front(
            List<ServiceModel> services,
            Routes routes,
            PathRoutes paths,
            Gate gate,
            TrustedProxies proxies,
            SecureRandom random,
            InstantSource clock) {
        this.dispatcher = new Dispatcher(services);
        this.paths = paths;
        this.rpc = new RpcFront(routes, gate);
        this.byPath = new PathFront(gate);
        this.proxies = proxies;
        this.ids = new RequestIds(random);
        this.clock = clock;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        Exchange exchange =
                new Exchange(request, proxies.client(request), ids.next(), clock.instant());
        Optional<Match> path = paths.find(request.method(), request.rawPath());
        if (path.isPresent()) {
            return byPath.answer(exchange, path.orElseThrow());
        }
        Optional<Target> target = dispatcher.find(request);
        return target.isPresent()
                ? rpc.answer(exchange, target.orElseThrow())
                : RpcFront.unknownService(exchange);
    }
}
