package dev.sallyport.agent.ssh;

import dev.sallyport.agent.port.Connection;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.apache.sshd.client.channel.AsyncCapableClientChannel;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.Closeable;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.LocalWindow;
import org.apache.sshd.common.util.buffer.Buffer;

/// A connection that came in on the node and leads to the client's side: `ssh -R`.
final class ReverseChannel extends AsyncCapableClientChannel {
    private static final String TYPE = "forwarded-tcpip";

    private final Connection connection;
    private final String asked;
    private final int port;

    /// @param asked the address as the client asked for it: it compares
    ReverseChannel(Connection connection, String asked, int port) {
        super(TYPE, false);
        this.connection = connection;
        this.asked = asked;
        this.port = port;
    }

    @Override
    public synchronized OpenFuture open() throws IOException {
        InetSocketAddress from = (InetSocketAddress) connection.socket().getRemoteSocketAddress();
        OpenFuture future = new DefaultOpenFuture(this, futureLock);
        openFuture = future;
        LocalWindow window = getLocalWindow();
        Buffer buffer = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN);
        buffer.putString(TYPE);
        buffer.putUInt(getChannelId());
        buffer.putUInt(window.getSize());
        buffer.putUInt(window.getPacketSize());
        buffer.putString(asked);
        buffer.putUInt(port);
        buffer.putString(from.getAddress().getHostAddress());
        buffer.putUInt(from.getPort());
        var ignored = writePacket(buffer);
        return future;
    }

    @Override
    protected Closeable getInnerCloseable() {
        return builder()
                .close(super.getInnerCloseable())
                .run(toString(), connection::close)
                .build();
    }
}
