package dev.sallyport.server.net;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.server.net.Admission.Standing;
import dev.sallyport.server.net.ResponseWriter.Terms;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection while it speaks HTTP: reads a request, has it answered, reads the next. While one
/// is being answered nothing more is read, so pipelined requests wait in the kernel.
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    // A body that brings less than this within the deadline is a trickle.
    private static final int PROGRESS = 16 * 1024;
    // How long a client may take to notice that we hung up before the connection is cut.
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private enum Phase {
        WAITING,
        RECEIVING,
        ANSWERING,
        ENDING
    }

    private final Shared shared;
    private final Admission.Guest guest;
    private final boolean secure;
    private final Channel channel;
    private final Deadline deadline;

    private Phase phase = Phase.WAITING;
    private HeadOutcome.@Nullable Good head;
    private BodyBuffer body;
    private int progress;
    private volatile boolean lastOne;

    HttpConnection(Shared shared, Admission.Guest guest, Channel channel, boolean secure) {
        this.shared = shared;
        this.guest = guest;
        this.secure = secure;
        this.channel = channel;
        this.deadline = new Deadline(channel.eventLoop());
        this.body = newBody();
    }

    private BodyBuffer newBody() {
        return new BodyBuffer(shared.gate(), shared.limits().bodyBytes());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // Before a TLS handshake this is the handshake's deadline.
        deadline.arm(shared.limits().deadlines().stranger(), this::hangUp);
        context.fireChannelActive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == GoAway.NOW) {
            lastOne = true;
            if (phase == Phase.WAITING) {
                hangUp();
            }
        } else if (event instanceof SslHandshakeCompletionEvent done && done.isSuccess()) {
            deadline.arm(shared.limits().deadlines().stranger(), this::hangUp);
        }
    }

    /// Told by the meter, before the decoder has made anything of the bytes.
    void bytesArrived(int count) {
        progress += count;
        if (phase == Phase.WAITING) {
            startReceiving();
        }
    }

    private void startReceiving() {
        phase = Phase.RECEIVING;
        progress = 0;
        deadline.arm(shared.limits().deadlines().stranger(), this::receivedTooLittle);
    }

    private void receivedTooLittle() {
        if (head != null && progress >= PROGRESS) {
            progress = 0;
            deadline.arm(shared.limits().deadlines().stranger(), this::receivedTooLittle);
        } else {
            refuse(408, "the request did not arrive in time");
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof io.netty.handler.codec.http.HttpRequest request) {
                readHead(HeadReader.read(request));
            }
            if (message instanceof HttpContent content && phase == Phase.RECEIVING) {
                readContent(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void readHead(HeadOutcome outcome) {
        if (phase == Phase.WAITING) {
            startReceiving();
        }
        if (phase != Phase.RECEIVING) {
            return;
        }
        switch (outcome) {
            case HeadOutcome.Bad(int status, String reason) -> refuse(status, reason);
            case HeadOutcome.Good good -> {
                if (good.contentLength() > shared.limits().bodyBytes()) {
                    refuse(413, "body: too large");
                    return;
                }
                head = good;
                body = newBody();
                if (good.wantsContinue() && good.contentLength() != 0) {
                    Futures.ignore(channel.writeAndFlush(goOn()));
                }
            }
        }
    }

    private static DefaultFullHttpResponse goOn() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE);
    }

    private void readContent(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            refuse(400, "malformed body");
            return;
        }
        var fault = body.add(content.content());
        if (fault.isPresent()) {
            refuse(fault.getAsInt(), "body: too large");
        } else if (content instanceof LastHttpContent && head != null) {
            dispatch(head);
        }
    }

    private void dispatch(HeadOutcome.Good good) {
        deadline.disarm();
        phase = Phase.ANSWERING;
        channel.config().setAutoRead(false);
        shared.admission().move(guest, Standing.BUSY);
        if (!shared.gate().enter()) {
            refuse(503, "too many requests at once");
            return;
        }
        BodyBuffer owned = body;
        Exchange exchange =
                new Exchange(shared, this, request(good, owned.take()), good.wantsWebSocket());
        shared.requests()
                .execute(() -> {
                    try {
                        exchange.run();
                    } finally {
                        owned.release();
                        shared.gate().leave();
                    }
                });
    }

    private HttpRequest request(HeadOutcome.Good good, Bytes content) {
        return new HttpRequest(
                good.method(),
                good.rawPath(),
                good.rawQuery(),
                good.headers(),
                content,
                (InetSocketAddress) channel.remoteAddress(),
                secure);
    }

    /// Answers the request under way. On its virtual thread, because a large body makes it wait.
    void answer(HttpResponse response) {
        HeadOutcome.Good answered = head;
        if (answered == null) {
            throw new IllegalStateException("no request is under way");
        }
        boolean close = lastOne || !answered.keepAlive();
        boolean well = response.status() < 400;
        Terms terms = new Terms(answered.method().equals("HEAD"), close);
        try {
            ChannelFuture last = write(response, terms);
            channel.eventLoop().execute(() -> waitForClient(last));
            Futures.ignore(last.addListener(_ -> answered(last.isSuccess(), close, well)));
        } catch (IOException | RuntimeException e) {
            // Part of it may be out already: the only honest end is a cut.
            LOG.atDebug().setCause(e).log("a response could not be sent");
            hangUp();
        }
    }

    private ChannelFuture write(HttpResponse response, Terms terms) throws IOException {
        try {
            return shared.responses().write(channel, response, terms);
        } catch (IllegalArgumentException e) {
            // Headers are checked before anything is sent: there is still time for another answer.
            LOG.atError().setCause(e).log("a handler's response cannot be written");
            return shared.responses().write(channel, Exchange.BROKEN, terms);
        }
    }

    private void waitForClient(ChannelFuture last) {
        if (!last.isDone()) {
            deadline.arm(shared.limits().deadlines().write(), this::hangUp);
        }
    }

    private void answered(boolean sent, boolean close, boolean well) {
        if (!sent) {
            hangUp();
        } else if (close) {
            endGently();
        } else {
            waitForNext(well);
        }
    }

    private void waitForNext(boolean well) {
        head = null;
        phase = Phase.WAITING;
        if (lastOne || !shared.admission().move(guest, well ? Standing.IDLE : Standing.STRANGER)) {
            hangUp();
            return;
        }
        deadline.arm(shared.limits().deadlines().idle(), this::hangUp);
        channel.config().setAutoRead(true);
    }

    /// Answers on the event loop what never became a request, and ends the connection.
    private void refuse(int status, String reason) {
        phase = Phase.ENDING;
        body.release();
        HttpResponse response = HttpResponse.text(status, reason + "\n");
        if (status == 503) {
            response = withRetryAfter(response);
        }
        try {
            ChannelFuture last =
                    shared.responses().write(channel, response, new Terms(false, true));
            Futures.ignore(last.addListener(_ -> endGently()));
        } catch (IOException e) {
            throw new IllegalStateException("short answers do not wait", e);
        }
    }

    private static HttpResponse withRetryAfter(HttpResponse response) {
        var headers = new ArrayList<>(response.headers());
        headers.add(new Header("Retry-After", "1"));
        return new HttpResponse(response.status(), List.copyOf(headers), response.body());
    }

    private void endGently() {
        phase = Phase.ENDING;
        deadline.arm(FAREWELL, this::hangUp);
        HalfClose.of(channel);
        channel.config().setAutoRead(true);
    }

    private void hangUp() {
        Futures.ignore(channel.close());
    }

    /// Turns the connection into a websocket; empty if the client has left. On a virtual thread.
    Optional<SocketConnection> upgrade(HttpRequest request) {
        return CompletableFuture.supplyAsync(() -> switchToSocket(request), channel.eventLoop())
                .join();
    }

    private Optional<SocketConnection> switchToSocket(HttpRequest request) {
        if (!channel.isActive() || !shared.admission().move(guest, Standing.STRANGER)) {
            hangUp();
            return Optional.empty();
        }
        deadline.disarm();
        Futures.ignore(channel.writeAndFlush(Handshake.accept(request)));
        SocketConnection socket =
                new SocketConnection(
                        channel,
                        shared.limits().deadlines(),
                        () -> shared.admission().move(guest, Standing.BUSY));
        socket.install();
        if (lastOne) {
            socket.goAway();
        }
        return Optional.of(socket);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.disarm();
        if (phase == Phase.RECEIVING) {
            body.release();
        }
        phase = Phase.ENDING;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.atDebug().setCause(cause).log("a connection failed");
        hangUp();
    }
}
