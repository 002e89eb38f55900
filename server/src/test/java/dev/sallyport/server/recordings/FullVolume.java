package dev.sallyport.server.recordings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A disk that has room for so many bytes only.
final class FullVolume implements Volume {
    final AtomicLong room = new AtomicLong(1 << 20);
    final AtomicInteger forced = new AtomicInteger();
    volatile long usable = 1 << 30;
    private final DiskVolume disk = new DiskVolume();

    @Override
    public OpenFile create(Path path) throws IOException {
        return new Limited(disk.create(path));
    }

    @Override
    public OpenFile open(Path path) throws IOException {
        return new Limited(disk.open(path));
    }

    @Override
    public long usableBytes(Path directory) {
        return usable;
    }

    private final class Limited implements OpenFile {
        private final OpenFile file;

        Limited(OpenFile file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (room.get() == 0) {
                throw new IOException("No space left on device");
            }
            int allowed = (int) Math.min(room.get(), source.remaining());
            ByteBuffer part = source.slice(source.position(), allowed);
            int written = file.write(part);
            source.position(source.position() + written);
            room.addAndGet(-written);
            return written;
        }

        @Override
        public void force() throws IOException {
            file.force();
            forced.incrementAndGet();
        }

        @Override
        public boolean isInPlace() {
            return file.isInPlace();
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long to) throws IOException {
            file.position(to);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
