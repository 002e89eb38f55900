package dev.sallyport.agent.files;

import dev.sallyport.protocol.files.FileDirection;
import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.transfer.FileLine;
import dev.sallyport.transfer.LineLostException;
import dev.sallyport.transfer.Place;
import dev.sallyport.transfer.Receiver;
import dev.sallyport.transfer.Sender;
import dev.sallyport.transfer.Source;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;

/// What a session may copy, as the server has decided it.
///
/// @param mayDelete whether what the source does not have may be removed
public record CopyOrder(FileDirection direction, NodePath path, boolean mayDelete) {
    /// Copies with the rights of this process. `home` is the account's home folder.
    public void follow(FileLine line, Path home, Supplier<UUID> ids)
            throws LineLostException, InterruptedException {
        switch (direction) {
            case UPLOAD ->
                    Receiver.serve(
                            line,
                            wishes ->
                                    new Receiver.Task(
                                            Place.ofNode(path, home), wishes, mayDelete, ids));
            case DOWNLOAD ->
                    Sender.serve(
                            line,
                            wishes -> Source.of(Place.ofNode(path, home), name(home), wishes));
        }
    }

    /// What it is called at the client's.
    private String name(Path home) {
        if (!path.below().isRoot()) {
            return path.below().last();
        }
        Path last = path.home() ? home.getFileName() : null;
        return last == null ? "root" : last.toString();
    }
}
