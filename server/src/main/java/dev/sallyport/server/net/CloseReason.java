package dev.sallyport.server.net;

import java.nio.charset.StandardCharsets;

/// Reasons in close frames, which may be 123 bytes and must stay UTF-8.
final class CloseReason {
    private static final int MOST = 123;

    private CloseReason() {}

    static String fitting(String reason) {
        String fitting = reason;
        while (fitting.getBytes(StandardCharsets.UTF_8).length > MOST) {
            fitting = fitting.substring(0, fitting.offsetByCodePoints(fitting.length(), -1));
        }
        return fitting;
    }
}
