package dev.sallyport.server.recordings;

import java.nio.file.Path;

/// Where recordings go and when there is no room for another.
///
/// @param directory made if it is missing, for the server's own user only
/// @param freeSpaceFloor in bytes: with less left, no session begins
/// @param threads how many recorders share the sessions
public record RecordingsConfig(Path directory, long freeSpaceFloor, int threads) {
    public RecordingsConfig {
        if (freeSpaceFloor < 0 || threads < 1) {
            throw new IllegalArgumentException(
                    "recordings: floor " + freeSpaceFloor + ", threads " + threads);
        }
    }

    public static RecordingsConfig in(Path directory) {
        return new RecordingsConfig(directory, 64L << 20, 2);
    }
}
