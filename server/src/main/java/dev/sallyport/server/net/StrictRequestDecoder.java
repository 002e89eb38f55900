package dev.sallyport.server.net;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/// Netty's decoder with its leniencies turned off.
final class StrictRequestDecoder extends HttpRequestDecoder {
    // Presigned URLs with session tokens run to several kilobytes.
    private static final int LINE = 16 * 1024;
    private static final int HEADERS = 32 * 1024;
    private static final int CHUNK = 64 * 1024;

    StrictRequestDecoder() {
        super(
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(LINE)
                        .setMaxHeaderSize(HEADERS)
                        .setMaxChunkSize(CHUNK)
                        .setStrictLineParsing(true));
    }

    // Two statements of the length are how requests are smuggled past a proxy: refuse to choose.
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }
}
