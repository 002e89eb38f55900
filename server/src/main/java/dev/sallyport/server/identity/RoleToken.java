package dev.sallyport.server.identity;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import java.nio.ByteBuffer;
import java.time.Instant;

/// What stands inside a node's session token.
record RoleToken(Bytes id, NodeId node, String role, Instant issued, Instant expires) {
    private static final int ID = 16;
    private static final int NODE = 20;

    Bytes encode() {
        Bytes roleText = Bytes.ofUtf8(role);
        return Bytes.wrap(
                ByteBuffer.allocate(ID + NODE + 2 * Long.BYTES + roleText.size())
                        .put(id.asReadOnlyBuffer())
                        .put(Bytes.ofUtf8(node.value()).asReadOnlyBuffer())
                        .putLong(issued.toEpochMilli())
                        .putLong(expires.toEpochMilli())
                        .put(roleText.asReadOnlyBuffer())
                        .array());
    }

    /// Only for bytes that {@link #encode} made: the seal around them has proven it.
    static RoleToken decode(Bytes bytes) {
        ByteBuffer times = bytes.slice(ID + NODE, bytes.size()).asReadOnlyBuffer();
        return new RoleToken(
                bytes.slice(0, ID),
                new NodeId(bytes.slice(ID, ID + NODE).toUtf8()),
                bytes.slice(ID + NODE + 2 * Long.BYTES, bytes.size()).toUtf8(),
                Instant.ofEpochMilli(times.getLong()),
                Instant.ofEpochMilli(times.getLong()));
    }
}
