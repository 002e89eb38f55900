package dev.sallyport.agent.files;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.files.FileDirection;
import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.transfer.LineLostException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;

/// The program that copies as another account than the agent's: it is started as that account, and
/// talks with the agent over its standard input and output. Small, for its start is waited for.
final class CopyProcess {
    private static final int BUFFER = 256 * 1024;

    private CopyProcess() {}

    static void run(SecureRandom random) throws IOException, InterruptedException {
        try (InputStream in =
                        new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER);
                OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            DataInputStream head = new DataInputStream(in);
            CopyOrder order = readOrder(head);
            Path home = Path.of(head.readUTF());
            PipeLine line = new PipeLine(in, out);
            Thread.ofPlatform().daemon().start(() -> readAhead(line));
            order.follow(line, home, () -> new UUID(random.nextLong(), random.nextLong()));
        } catch (LineLostException _) {
            // The agent knows why.
            return;
        }
    }

    private static void readAhead(PipeLine line) {
        try {
            line.readAhead();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static CopyOrder readOrder(DataInputStream in) throws IOException {
        return new CopyOrder(
                in.readBoolean() ? FileDirection.UPLOAD : FileDirection.DOWNLOAD,
                NodePath.of(in.readUTF()),
                in.readBoolean());
    }

    /// What it reads first.
    static Bytes head(CopyOrder order, String home) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        var out = new java.io.DataOutputStream(bytes);
        out.writeBoolean(order.direction() == FileDirection.UPLOAD);
        out.writeUTF(order.path().toString());
        out.writeBoolean(order.mayDelete());
        out.writeUTF(home);
        return Bytes.wrap(bytes.toByteArray());
    }
}
