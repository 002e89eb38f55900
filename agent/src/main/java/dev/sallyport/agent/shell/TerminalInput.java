package dev.sallyport.agent.shell;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/// Types on a terminal without ever getting stuck in it.
///
/// A plain write blocks while the program does not read, and the kernel does not wake it even when
/// the program dies and the terminal is closed; the terminal library writes like that. So the
/// terminal is put into non-blocking mode and waited for with a time limit. That all machines we
/// run on are little-endian Linux is built into the numbers below.
final class TerminalInput {
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int O_NONBLOCK = 0x800;
    private static final int POLLOUT = 4;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;

    /// How long it takes at most to notice that the terminal was closed meanwhile.
    private static final int POLL_MILLIS = 500;

    private static final int CHUNK = 4096;

    private final C libc = Native.load("c", C.class);
    private final int descriptor;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    /// The three calls needed of the C library, whose terminal library has no flag for this.
    interface C extends Library {
        int fcntl(int descriptor, int command, Object... arguments) throws LastErrorException;

        int poll(int[] descriptors, NativeLong count, int millis) throws LastErrorException;

        NativeLong write(int descriptor, byte[] bytes, NativeLong count) throws LastErrorException;
    }

    TerminalInput(int descriptor) {
        this.descriptor = descriptor;
        int flags = libc.fcntl(descriptor, F_GETFL);
        if (libc.fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) != 0) {
            throw new IllegalStateException("terminal: cannot be made non-blocking");
        }
    }

    /// Blocks until the terminal has taken everything, or has been closed.
    void write(byte[] typed) throws IOException {
        int done = 0;
        while (done < typed.length) {
            byte[] some = Arrays.copyOfRange(typed, done, Math.min(typed.length, done + CHUNK));
            int taken = writeSome(some);
            if (taken == 0) {
                awaitRoom();
            }
            done += taken;
        }
    }

    /// No call uses the descriptor any more once this returns: its number may soon be another
    /// file's.
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private int writeSome(byte[] some) throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("terminal: closed");
            }
            return libc.write(descriptor, some, new NativeLong(some.length)).intValue();
        } catch (LastErrorException e) {
            if (e.getErrorCode() == EAGAIN || e.getErrorCode() == EINTR) {
                return 0;
            }
            throw new IOException("terminal: error " + e.getErrorCode(), e);
        } finally {
            lock.unlock();
        }
    }

    /// Not under the lock. Should the descriptor be another file's by now, the worst is a wait cut
    /// short or taken to its limit.
    private void awaitRoom() {
        try {
            int ignored =
                    libc.poll(new int[] {descriptor, POLLOUT}, new NativeLong(1), POLL_MILLIS);
        } catch (LastErrorException e) {
            if (e.getErrorCode() != EINTR) {
                throw e;
            }
        }
    }
}
