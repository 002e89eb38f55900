package dev.sallyport.server.net;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Sends responses. A large body goes out piece by piece, each after the one before has left, so
/// that a client that does not read costs one piece of memory and, soon, its connection.
final class ResponseWriter {
    private static final int PIECE = 64 * 1024;
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final Duration patience;

    ResponseWriter(InstantSource clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    /// How one response differs from the next on the same connection.
    ///
    /// @param headOnly the request was HEAD: lengths are told, bodies not sent
    record Terms(boolean headOnly, boolean close) {}

    /// Never blocks if the body is at most one piece, as those of refusals are; else it must be
    /// called on a virtual thread. The future is that of the last byte.
    ChannelFuture write(Channel channel, HttpResponse response, Terms terms) throws IOException {
        if (response.stream().isPresent()) {
            return writeStream(channel, response, response.stream().orElseThrow(), terms);
        }
        if (response.body().size() <= PIECE || terms.headOnly()) {
            return writeWhole(channel, response, response.body(), terms);
        }
        return writePieces(channel, response, terms);
    }

    private ChannelFuture writeWhole(
            Channel channel, HttpResponse response, Bytes body, Terms terms) {
        var whole =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(response.status()),
                        terms.headOnly() || isBodiless(response.status())
                                ? Unpooled.EMPTY_BUFFER
                                : buffer(body));
        fill(whole.headers(), response, response.body().size(), terms);
        return channel.writeAndFlush(whole);
    }

    private ChannelFuture writePieces(Channel channel, HttpResponse response, Terms terms)
            throws IOException {
        Bytes body = response.body();
        writeHead(channel, response, body.size(), terms);
        for (int from = 0; from < body.size(); from += PIECE) {
            Bytes piece = body.slice(from, Math.min(from + PIECE, body.size()));
            await(channel.writeAndFlush(new DefaultHttpContent(buffer(piece))));
        }
        return channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private ChannelFuture writeStream(
            Channel channel, HttpResponse response, HttpResponse.BodyStream stream, Terms terms)
            throws IOException {
        try (InputStream in = stream.in()) {
            writeHead(channel, response, stream.length(), terms);
            long left = terms.headOnly() ? 0 : stream.length();
            while (left > 0) {
                byte[] piece = in.readNBytes((int) Math.min(PIECE, left));
                if (piece.length == 0) {
                    throw new EOFException("body: " + left + " bytes short of its length");
                }
                left -= piece.length;
                await(channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece))));
            }
        }
        return channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private void writeHead(Channel channel, HttpResponse response, long length, Terms terms) {
        var head =
                new DefaultHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
        fill(head.headers(), response, length, terms);
        Futures.ignore(channel.write(head));
    }

    private void fill(HttpHeaders headers, HttpResponse response, long length, Terms terms) {
        for (Header header : response.headers()) {
            headers.add(header.name(), header.value());
        }
        headers.set(HttpHeaderNames.DATE, HTTP_DATE.format(clock.instant()));
        if (!isBodiless(response.status())) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        // Said in both cases: HTTP/1.0 clients take silence for close.
        headers.set(HttpHeaderNames.CONNECTION, terms.close() ? "close" : "keep-alive");
    }

    private static boolean isBodiless(int status) {
        return status < 200 || status == 204 || status == 304;
    }

    private void await(ChannelFuture written) throws IOException {
        try {
            if (!written.await(patience.toMillis())) {
                throw new IOException("the client takes nothing of the response");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while sending", e);
        }
        if (!written.isSuccess()) {
            throw new IOException("the client went away", written.cause());
        }
    }

    private static ByteBuf buffer(Bytes bytes) {
        return Unpooled.wrappedBuffer(bytes.asReadOnlyBuffer());
    }
}
