package dev.sallyport.agent.ssh;

import dev.sallyport.agent.link.Reason;
import dev.sallyport.agent.port.Connection;
import dev.sallyport.agent.port.PortTask;
import dev.sallyport.protocol.forward.ForwardTarget;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.Closeable;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.ChannelOutputStream;
import org.apache.sshd.common.channel.ChannelPipedInputStream;
import org.apache.sshd.common.channel.ChannelPipedOutputStream;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;
import org.jspecify.annotations.Nullable;

/// A connection from the client's side to a host: `ssh -L` and `ssh -D`.
final class ForwardChannel extends AbstractServerChannel {
    static final String TYPE = "direct-tcpip";

    private final Surroundings around;
    private final int number;
    private final AtomicReference<@Nullable Connection> connection = new AtomicReference<>();
    private @Nullable ChannelPipedInputStream fromClient;
    private @Nullable ChannelPipedOutputStream received;

    ForwardChannel(Surroundings around) {
        super("", List.of(), null);
        this.around = around;
        this.number = around.telling().newChannel();
    }

    @Override
    protected OpenFuture doInit(Buffer buffer) {
        String host = buffer.getString();
        int port = buffer.getInt();
        OpenFuture opened = new DefaultOpenFuture(this, this);
        ChannelPipedInputStream in = new ChannelPipedInputStream(this, getLocalWindow());
        fromClient = in;
        received = new ChannelPipedOutputStream(in);
        // A name server or a target may take its time; the other channels go on meanwhile.
        var ignored = around.workers().light("forward", () -> run(opened, in, host, port));
        return opened;
    }

    private void run(OpenFuture opened, ChannelPipedInputStream in, String host, int port) {
        try {
            Connection made = connect(host, port);
            connection.set(made);
            signalChannelOpenSuccess();
            opened.setOpened();
            ChannelOutputStream out =
                    new ChannelOutputStream(
                            this, getRemoteWindow(), log, SshConstants.SSH_MSG_CHANNEL_DATA, true);
            new Carrier(made, around, number).carry(in, out);
            close(false);
        } catch (SshChannelOpenException e) {
            refuse(e);
            close(true);
        } catch (IOException | RuntimeException e) {
            opened.setException(e);
            close(true);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            close(true);
        }
    }

    /// Says why, which the library would not: its own answer to a failed opening has one text.
    private void refuse(SshChannelOpenException why) {
        try {
            Buffer answer = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN_FAILURE);
            answer.putUInt(getRecipient());
            answer.putUInt(why.getReasonCode());
            answer.putString(String.valueOf(why.getMessage()));
            answer.putString("");
            var ignored = getSession().writePacket(answer);
        } catch (IOException e) {
            log.debug("refusal not sent", e);
        }
    }

    private Connection connect(String host, int port) throws IOException {
        Telling telling = around.telling();
        String shown = host + ":" + port;
        try {
            PortTask task = allowed(host, port);
            telling.note(number, "connection to " + shown);
            return around.forwarding().connect(around.forwarding().resolve(task));
        } catch (Refusal e) {
            telling.note(number, "connection to " + shown + " refused: " + e.getMessage());
            throw open(SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, e);
        } catch (IOException e) {
            telling.note(number, "connection to " + shown + " failed: " + Reason.of(e));
            throw open(SshConstants.SSH_OPEN_CONNECT_FAILED, e);
        }
    }

    private SshChannelOpenException open(int code, IOException cause) {
        return new SshChannelOpenException(getChannelId(), code, Reason.of(cause), cause);
    }

    /// Why the order does not allow a connection.
    private static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }

    private PortTask allowed(String host, int port) throws Refusal {
        ForwardTarget target;
        try {
            target = ForwardTarget.of(Optional.of(host), Integer.toString(port));
        } catch (IllegalArgumentException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
        boolean here = target.host().equals(ForwardTarget.HERE);
        return switch (around.order().reach()) {
            case NONE -> throw new Refusal("this session forwards nothing");
            case NODE -> {
                if (!here) {
                    throw new Refusal("this session forwards to the node itself only");
                }
                yield new PortTask(Optional.empty(), port, false);
            }
            case ANYWHERE ->
                    new PortTask(here ? Optional.empty() : Optional.of(target.host()), port, false);
        };
    }

    @Override
    protected void doWriteData(byte[] data, int off, long len) throws IOException {
        ChannelPipedOutputStream to = received;
        if (to != null && !isClosing()) {
            to.write(data, off, Math.toIntExact(len));
        }
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int off, long len) throws IOException {
        throw new IOException("forwarded connections have no error stream");
    }

    @Override
    public void handleEof() throws IOException {
        super.handleEof();
        ChannelPipedOutputStream to = received;
        if (to != null) {
            to.close();
        }
    }

    @Override
    protected Closeable getInnerCloseable() {
        return builder().close(super.getInnerCloseable()).run(toString(), this::letGo).build();
    }

    private void letGo() {
        Connection made = connection.getAndSet(null);
        if (made != null) {
            made.close();
        }
        ChannelPipedInputStream in = fromClient;
        ChannelPipedOutputStream to = received;
        try {
            if (to != null) {
                to.close();
            }
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            log.debug("channel not closed", e);
        }
    }
}
