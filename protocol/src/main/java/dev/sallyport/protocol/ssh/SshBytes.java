package dev.sallyport.protocol.ssh;

import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Writes the data types of RFC 4251, section 5, one behind the other.
final class SshBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    SshBytes number(int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
        return this;
    }

    SshBytes number(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    SshBytes text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    SshBytes bytes(byte[] value) {
        number(value.length);
        out.writeBytes(value);
        return this;
    }

    SshBytes bytes(Bytes value) {
        return bytes(value.toArray());
    }

    SshBytes bytes(SshBytes value) {
        return bytes(value.out.toByteArray());
    }

    /// An `mpint`.
    SshBytes integer(BigInteger value) {
        return bytes(value.signum() == 0 ? new byte[0] : value.toByteArray());
    }

    SshBytes raw(Bytes value) {
        out.writeBytes(value.toArray());
        return this;
    }

    Bytes done() {
        return Bytes.wrap(out.toByteArray());
    }
}
