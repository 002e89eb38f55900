package dev.sallyport.server.recordings;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/// The file system, as far as recordings need it.
interface Volume {
    /// Makes a file that was not there, for the server's user only.
    OpenFile create(Path path) throws IOException;

    /// Opens a file that is there for reading and writing.
    OpenFile open(Path path) throws IOException;

    long usableBytes(Path directory) throws IOException;

    /// A file being written.
    interface OpenFile extends SeekableByteChannel {
        /// Returns once everything written is on the disk.
        void force() throws IOException;

        /// Whether the file can still be found where it was opened.
        boolean isInPlace();
    }
}
