package dev.sallyport.cli.port;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.cli.channel.Purpose;
import dev.sallyport.cli.channel.Use;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.smux.MuxVersions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A session that carries local connections.
public sealed interface PortUse extends Use permits MuxPort, BasicPort {
    /// Takes over a connection. May be called on any thread.
    void open(SocketChannel socket);

    /// Speaks as both ends find out on their own, from each other's versions.
    static PortUse begin(Purpose.Port port, Channel channel, Runnable connectFailed) {
        return MuxVersions.agentMultiplexes(port.agentVersion())
                ? new MuxPort(
                        channel, MuxVersions.agentKeepsAlive(port.agentVersion()), connectFailed)
                : new BasicPort(channel);
    }

    /// Whether this says that the node could not connect to the port.
    static boolean isConnectFailure(int payloadType, Bytes payload) {
        return payloadType == PayloadTypes.FLAG
                && payload.size() == Integer.BYTES
                && payload.asReadOnlyBuffer().getInt() == 3;
    }

    /// A flag as it is sent.
    static Bytes flag(int value) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }
}
