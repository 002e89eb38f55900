package dev.sallyport.server.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection once it speaks websocket. Everything but {@link #attach}, {@link #close}, {@link
/// #setReading} and {@link #opened} runs on the event loop.
final class SocketConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);
    // All a stranger may send: its first message is a token and a few ids.
    private static final int STRANGER_BYTES = 64 * 1024;
    // How long the peer may take to answer our goodbye.
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final int UNANSWERED_PINGS = 2;

    private final Channel channel;
    private final NetLimits.Deadlines deadlines;
    private final Runnable proved;
    private final Deadline deadline;
    private final MessageAssembler assembler = new MessageAssembler();
    private final Incoming incoming = new Incoming();
    private final Outgoing outgoing;
    private final NettySocket socket;
    private final AtomicBoolean closing = new AtomicBoolean();
    private @Nullable ScheduledFuture<?> pinging;
    private boolean opened;
    private int strangerBytes;
    private int silentPings;

    /// @param proved called when the peer has proved who it is
    SocketConnection(Channel channel, NetLimits.Deadlines deadlines, Runnable proved) {
        this.channel = channel;
        this.deadlines = deadlines;
        this.proved = proved;
        this.deadline = new Deadline(channel.eventLoop());
        this.outgoing = new Outgoing(channel, incoming::writable);
        this.socket = new NettySocket(this, outgoing);
    }

    Socket socket() {
        return socket;
    }

    Channel channel() {
        return channel;
    }

    /// Takes the connection over from HTTP. Reading stays off until a listener is attached.
    void install() {
        ChannelPipeline pipeline = channel.pipeline();
        WebSocketDecoderConfig rules =
                WebSocketDecoderConfig.newBuilder()
                        .expectMaskedFrames(true)
                        .allowExtensions(false)
                        .maxFramePayloadLength(MessageAssembler.MAX_BINARY)
                        .withUTF8Validator(false)
                        .closeOnProtocolViolation(false)
                        .build();
        pipeline.get(ByteMeter.class).reportTo(this::strangerSent);
        pipeline.addLast(new WebSocket13FrameDecoder(rules));
        pipeline.addLast(new WebSocket13FrameEncoder(false));
        pipeline.addLast(this);
        ConnectionInitializer.removeHttp(pipeline);
        deadline.arm(deadlines.stranger(), () -> close(1008, "not opened in time"));
        long every = deadlines.ping().toNanos();
        pinging =
                channel.eventLoop()
                        .scheduleAtFixedRate(this::ping, every, every, TimeUnit.NANOSECONDS);
    }

    /// Who listens from now on, beginning with what has come already. From any thread.
    void attach(SocketListener listener) {
        channel.eventLoop()
                .execute(() -> {
                    guarded(() -> incoming.attach(listener));
                    applyReading();
                });
    }

    void setReading(boolean on) {
        onLoop(() -> {
            guarded(() -> incoming.setReading(on));
            applyReading();
        });
    }

    void opened() {
        onLoop(() -> {
            if (opened || !channel.isActive()) {
                return;
            }
            opened = true;
            deadline.disarm();
            channel.pipeline().remove(ByteMeter.class);
            proved.run();
            applyReading();
        });
    }

    /// Says goodbye once; later calls do nothing.
    void close(int code, String reason) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        // Muted first, so that the peer's reaction to the goodbye finds nobody listening.
        onLoop(this::listenNoMore);
        outgoing.send(new CloseWebSocketFrame(code, CloseReason.fitting(reason)));
    }

    private void listenNoMore() {
        incoming.mute();
        applyReading();
        deadline.arm(FAREWELL, this::hangUp);
    }

    // What a peer sends after its mistake cannot be understood, its goodbye included.
    private void breakOff(int code, String reason) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        listenNoMore();
        var goodbye = new CloseWebSocketFrame(code, CloseReason.fitting(reason));
        Futures.ignore(channel.writeAndFlush(goodbye).addListener(_ -> HalfClose.of(channel)));
    }

    boolean isClosing() {
        return closing.get();
    }

    void goAway() {
        close(1001, "the server is stopping");
    }

    private void onLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }

    private void strangerSent(int count) {
        strangerBytes += count;
        applyReading();
    }

    private void applyReading() {
        boolean trusted = opened || closing.get() || strangerBytes < STRANGER_BYTES;
        channel.config().setAutoRead(trusted && incoming.wantsMore());
    }

    private void ping() {
        // A peer we do not read from cannot show that it lives.
        if (!channel.config().isAutoRead()) {
            return;
        }
        if (silentPings >= UNANSWERED_PINGS) {
            hangUp();
            return;
        }
        silentPings++;
        Futures.ignore(channel.writeAndFlush(new PingWebSocketFrame()));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            silentPings = 0;
            switch (message) {
                case PingWebSocketFrame ping -> answer(ping);
                case PongWebSocketFrame _ -> {}
                case CloseWebSocketFrame close -> peerCloses(close);
                case WebSocketFrame data -> read(data);
                // Bytes that came before the upgrade was answered, which no client may send.
                default -> hangUp();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void answer(PingWebSocketFrame ping) {
        // A peer that asks without listening must not make us hoard answers.
        if (channel.isWritable()) {
            var pong = new PongWebSocketFrame(ping.content().retain());
            Futures.ignore(channel.writeAndFlush(pong));
        }
    }

    private void peerCloses(CloseWebSocketFrame frame) {
        if (!closing.compareAndSet(false, true)) {
            hangUp();
            return;
        }
        int code = frame.statusCode() < 0 ? 1000 : frame.statusCode();
        ChannelFuture echo = channel.writeAndFlush(new CloseWebSocketFrame(code, ""));
        Futures.ignore(echo.addListener(ChannelFutureListener.CLOSE));
        deadline.arm(FAREWELL, this::hangUp);
    }

    private void read(WebSocketFrame frame) {
        try {
            assembler
                    .add(frame)
                    .ifPresent(message ->
                            guarded(() -> {
                                if (!incoming.offer(message)) {
                                    close(1008, "too much at once");
                                }
                            }));
        } catch (BrokenMessageException e) {
            breakOff(e.code(), String.valueOf(e.getMessage()));
        }
    }

    // A listener that fails has lost track of its own state: its socket must not go on.
    private void guarded(Runnable delivery) {
        try {
            delivery.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a socket listener failed");
            close(1011, "internal error");
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        guarded(outgoing::tellIfWritable);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == GoAway.NOW) {
            goAway();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closing.set(true);
        deadline.disarm();
        if (pinging != null) {
            pinging.cancel(false);
        }
        guarded(incoming::end);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException broken) {
            breakOff(broken.closeStatus().code(), broken.closeStatus().reasonText());
            return;
        }
        LOG.atDebug().setCause(cause).log("a websocket failed");
        hangUp();
    }

    private void hangUp() {
        Futures.ignore(channel.close());
    }
}
