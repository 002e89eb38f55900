package dev.sallyport.cli.api;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.settings.Settings;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.protocol.sigv4.RequestHead;
import dev.sallyport.protocol.sigv4.Signer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/// Sends signed requests. Safe for use by several threads; every call blocks.
public final class Exchange {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final Settings settings;
    private final InstantSource clock;
    private final String userAgent;

    public Exchange(HttpClient http, Settings settings, InstantSource clock, String userAgent) {
        this.http = http;
        this.settings = settings;
        this.clock = clock;
        this.userAgent = userAgent;
    }

    /// A request to the service's endpoint. `path` is raw and without query.
    record Call(String service, String method, String path, List<Header> headers, Bytes body) {}

    HttpResponse<byte[]> send(Call call) {
        URI endpoint = settings.endpoint(call.service);
        URI target = endpoint.resolve(call.path);
        List<Header> signed = new ArrayList<>(call.headers);
        signed.add(new Header("Host", authority(target)));
        RequestHead head =
                new RequestHead(call.method, target.getRawPath(), "", List.copyOf(signed));
        List<Header> added =
                Signer.sign(
                        head,
                        call.body,
                        settings.signingKey(),
                        settings.region(),
                        call.service,
                        clock.instant());

        HttpRequest.Builder request =
                HttpRequest.newBuilder(target)
                        .timeout(PATIENCE)
                        .header("User-Agent", userAgent)
                        .method(
                                call.method,
                                HttpRequest.BodyPublishers.ofByteArray(call.body.toArray()));
        call.headers.forEach(h -> request.header(h.name(), h.value()));
        added.forEach(h -> request.header(h.name(), h.value()));
        return send(request.build(), endpoint);
    }

    private HttpResponse<byte[]> send(HttpRequest request, URI endpoint) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw unreachable(endpoint, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.INTERRUPTED, "interrupted");
        }
    }

    /// The Host header as the JDK's client writes it: without the scheme's own port.
    static String authority(URI uri) {
        int usual = uri.getScheme().equals("https") ? 443 : 80;
        boolean bare = uri.getPort() == -1 || uri.getPort() == usual;
        return bare ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private static Failure unreachable(URI endpoint, IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return new Failure(
                        ExitCode.UNREACHABLE,
                        "no trusted connection to " + endpoint + ": " + cause.getMessage(),
                        "give the server's certificate authority by --ca-bundle FILE or AWS_CA_BUNDLE");
            }
            if (cause instanceof UnresolvedAddressException) {
                return new Failure(
                        ExitCode.UNREACHABLE,
                        "no such host: " + endpoint.getHost(),
                        "check --endpoint-url, AWS_ENDPOINT_URL and the profile's endpoint_url");
            }
        }
        boolean silent = e instanceof HttpTimeoutException;
        String why =
                e instanceof ConnectException
                        ? "connection refused"
                        : silent ? "no answer" : String.valueOf(e.getMessage());
        return new Failure(
                ExitCode.UNREACHABLE,
                "cannot reach " + endpoint + ": " + why,
                "is the server running? check --endpoint-url and AWS_ENDPOINT_URL");
    }
}
