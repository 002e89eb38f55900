package dev.sallyport.transfer;

import dev.sallyport.protocol.files.Verdict;

/// Hears what a copy does, on the thread that does it.
public interface Progress {
    /// Nobody listens.
    Progress SILENT = new Progress() {};

    /// There is something to copy.
    default void found(String name, long size) {}

    /// So many bytes of it went over.
    default void moved(String name, long bytes) {}

    /// So many bytes were there from an earlier try.
    default void resumed(String name, long bytes) {}

    /// It is the same already.
    default void same(String name, long size) {}

    /// What became of it. In a dry run OK means that it would be copied.
    default void settled(String name, long size, Verdict verdict, String text) {}

    /// Something the source does not have was removed, or would be.
    default void removed(String name, Verdict verdict, String text) {}
}
