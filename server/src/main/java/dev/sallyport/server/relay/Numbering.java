package dev.sallyport.server.relay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The numbers of one direction's frames as the source gives them and as the target gets them. They
/// differ by the frames the server has put in between, which only the target knows of.
final class Numbering {
    /// The server's own frames by their numbers for the target, ascending.
    private final List<Long> own = new ArrayList<>();

    long toTarget(long sequence) {
        long number = sequence;
        for (long each : own) {
            if (each > number) {
                break;
            }
            number++;
        }
        return number;
    }

    boolean isOwn(long number) {
        return Collections.binarySearch(own, number) >= 0;
    }

    /// Not for the server's own.
    long toSource(long number) {
        int after = -(Collections.binarySearch(own, number) + 1);
        return number - after;
    }

    /// Puts a frame of the server's own before the source's frame `next` and behind all that are
    /// there already.
    ///
    /// @return its number for the target
    long insert(long next) {
        long number = toTarget(next);
        own.add(number);
        return number;
    }

    /// The same of an earlier run.
    void restore(long number) {
        own.add(number);
    }

    int count() {
        return own.size();
    }
}
