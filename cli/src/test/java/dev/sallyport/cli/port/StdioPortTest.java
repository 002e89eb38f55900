package dev.sallyport.cli.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StdioPortTest {
    private final FakeChannel channel = new FakeChannel();
    private final PipedOutputStream in = new PipedOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private StdioPort begin(OutputStream to) throws IOException {
        StdioPort port = StdioPort.begin(channel, new PipedInputStream(in, 1 << 16), to);
        channel.serves(port);
        return port;
    }

    @AfterEach
    void stop() {
        channel.close();
    }

    @Test
    void passesBytesAsTheyAreInBothDirections() throws Exception {
        StdioPort port = begin(out);
        // AWS's plugin turns a lone line feed into a carriage return.
        in.write('\n');
        in.flush();
        assertThat(channel.next())
                .isEqualTo(new FakeChannel.Sent(PayloadTypes.OUTPUT, Bytes.ofUtf8("\n")));
        channel.receive(PayloadTypes.OUTPUT, Bytes.ofHex("00ff0a0d"));
        channel.post(port::close);
        channel.post(() -> channel.left.complete(new SessionEnd.Left()));
        channel.left.get(10, TimeUnit.SECONDS);
        assertThat(out.toByteArray()).isEqualTo(new byte[] {0, (byte) 0xff, 10, 13});
    }

    @Test
    void endsAfterTheInputWhenTheNodeHasBeenSilent() throws Exception {
        begin(out);
        channel.drained = false;
        in.write("bye".getBytes(StandardCharsets.UTF_8));
        in.close();
        assertThat(channel.next().payload()).isEqualTo(Bytes.ofUtf8("bye"));
        channel.passSilence(5);
        Runnable first = channel.alarm();
        channel.connected = false;
        channel.drained = true;
        channel.post(first);
        channel.passSilence(5);
        Runnable next = channel.alarm();
        assertThat(channel.left).isNotDone();

        channel.connected = true;
        channel.post(next);
        channel.passSilence(4);

        assertThat(channel.left.get(20, TimeUnit.SECONDS)).isEqualTo(new SessionEnd.Left());
    }

    @Test
    void endsWhenNobodyReads() throws Exception {
        begin(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("broken pipe");
                    }
                });
        channel.receive(PayloadTypes.OUTPUT, Bytes.ofUtf8("x"));

        assertThat(channel.left.get(20, TimeUnit.SECONDS)).isEqualTo(new SessionEnd.Unread());
    }
}
