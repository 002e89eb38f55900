package dev.sallyport.agent.files;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.transfer.FileLine;
import dev.sallyport.transfer.LineLostException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/// Copies for one session.
public sealed interface Copier {
    /// Copies over the line to its end. Blocks.
    void copy(FileLine line) throws IOException, InterruptedException;

    /// Ends it soon; the line is closed besides.
    void stop();

    /// Within this program, which runs as the account.
    record Here(CopyOrder order, Copiers copiers) implements Copier {
        @Override
        public void copy(FileLine line) throws IOException, InterruptedException {
            try {
                order.follow(line, copiers.ownHome(), copiers.ids());
            } catch (LineLostException _) {
                // Its client has gone; so does the session.
                return;
            }
        }

        @Override
        public void stop() {
            // Nothing here waits for anything but the line.
        }
    }

    /// In a process of the account's own.
    final class Apart implements Copier {
        private final Process process;
        private final Bytes head;
        private final ThreadFactory threads;
        private volatile boolean stopped;

        Apart(Process process, Bytes head, ThreadFactory threads) {
            this.process = process;
            this.head = head;
            this.threads = threads;
        }

        @Override
        public void copy(FileLine line) throws IOException, InterruptedException {
            Thread feeding = threads.newThread(() -> feed(line));
            feeding.start();
            try (DataInputStream out = new DataInputStream(process.getInputStream())) {
                if (passOn(out, line)) {
                    int code = process.waitFor();
                    if (code != 0 && !stopped) {
                        throw new IOException("the process that copies ended with " + code);
                    }
                }
            } finally {
                process.destroyForcibly();
            }
        }

        /// False if the session ends first.
        private static boolean passOn(DataInputStream out, FileLine line)
                throws IOException, InterruptedException {
            Bytes payload = PipeLine.take(out);
            while (payload != null) {
                try {
                    line.send(payload);
                } catch (IOException _) {
                    return false;
                }
                payload = PipeLine.take(out);
            }
            return true;
        }

        private void feed(FileLine line) {
            try (DataOutputStream in = new DataOutputStream(process.getOutputStream())) {
                in.write(head.toArray());
                Optional<Bytes> payload = line.receive();
                while (payload.isPresent()) {
                    PipeLine.put(in, payload.orElseThrow());
                    payload = line.receive();
                }
            } catch (IOException _) {
                // It has ended; whoever reads its output notices.
                return;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void stop() {
            stopped = true;
            process.destroy();
        }
    }
}
