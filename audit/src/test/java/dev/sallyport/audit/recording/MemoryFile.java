package dev.sallyport.audit.recording;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/// A file in memory.
final class MemoryFile implements SeekableByteChannel {
    private byte[] content = new byte[0];
    private int position;

    static MemoryFile of(byte[] content) {
        MemoryFile file = new MemoryFile();
        file.content = content.clone();
        return file;
    }

    byte[] toArray() {
        return content.clone();
    }

    InputStream toStream() {
        return new ByteArrayInputStream(content);
    }

    @Override
    public int read(ByteBuffer target) {
        if (position >= content.length) {
            return -1;
        }
        int count = Math.min(target.remaining(), content.length - position);
        target.put(content, position, count);
        position += count;
        return count;
    }

    @Override
    public int write(ByteBuffer source) {
        int count = source.remaining();
        if (position + count > content.length) {
            content = Arrays.copyOf(content, position + count);
        }
        source.get(content, position, count);
        position += count;
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
        position = (int) to;
        return this;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        content = Arrays.copyOf(content, (int) Math.min(size, content.length));
        position = Math.min(position, content.length);
        return this;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
