package dev.sallyport.server.issuers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/// Gets small documents from issuers. May block, for some seconds at most.
final class IssuerFetch {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 256 * 1024;

    private final HttpClient client;

    IssuerFetch(SSLContext tls) {
        this.client =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .connectTimeout(PATIENCE)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    String get(URI address) throws IOException {
        if (!"https".equals(address.getScheme())) {
            throw new IOException(address + " (expected: https)");
        }
        HttpRequest request =
                HttpRequest.newBuilder(address).header("Accept", "application/json").build();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(
                        request,
                        BodyHandlers.limiting(
                                BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
        try {
            // The request's own timeout ends with the head: a body may drip for ever.
            HttpResponse<String> response = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (response.statusCode() != 200) {
                throw new IOException(address + " answered " + response.statusCode());
            }
            return response.body();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(address + " gave no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }
}
