package dev.sallyport.server.net;

import dev.sallyport.protocol.Bytes;

/// A whole websocket message.
sealed interface Message {
    record Text(String text) implements Message {}

    record Binary(Bytes bytes) implements Message {}

    default void deliverTo(SocketListener listener) {
        switch (this) {
            case Text(String text) -> listener.text(text);
            case Binary(Bytes bytes) -> listener.binary(bytes);
        }
    }

    /// What holding it costs, its objects included: many empty messages are not free.
    default int weight() {
        return 64
                + switch (this) {
                    case Text(String text) -> text.length();
                    case Binary(Bytes bytes) -> bytes.size();
                };
    }
}
