package dev.sallyport.transfer;

import dev.sallyport.protocol.files.RelativeName;
import dev.sallyport.protocol.files.Verdict;
import dev.sallyport.protocol.files.Wish;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Something to send: a place, and what it is called on the way.
///
/// @param shown the first element of all its names; none if names count from the folder itself
public record Source(Place place, Optional<String> shown) {
    /// Checks that it can be sent as a client wishes.
    public static Source of(Place place, String shown, Set<Wish> wishes)
            throws CopyFailedException {
        Look found = found(place);
        boolean folder = found.is(Look.Kind.FOLDER);
        if (found.is(Look.Kind.LINK)) {
            throw new CopyFailedException(
                    Verdict.UNSAFE, place.shown() + " is a link; name the place it leads to");
        }
        if (wishes.contains(Wish.SYNC)) {
            if (!folder) {
                throw new CopyFailedException(Verdict.UNSUPPORTED, place.shown() + " is no folder");
            }
            return new Source(place, Optional.empty());
        }
        if (folder && !wishes.contains(Wish.RECURSIVE)) {
            throw new CopyFailedException(
                    Verdict.UNSUPPORTED, place.shown() + " is a folder (-r copies folders)");
        }
        return new Source(place, Optional.of(shown));
    }

    private static Look found(Place place) throws CopyFailedException {
        try {
            return place.look()
                    .orElseThrow(() ->
                            new CopyFailedException(
                                    Verdict.MISSING, place.shown() + ": not found"));
        } catch (IOException e) {
            Troubles trouble = Troubles.of(e);
            throw new CopyFailedException(
                    trouble.verdict(), place.shown() + ": " + trouble.verdict().words());
        }
    }

    Place.Names names() {
        return new Place.Names(place.last(), shown.isPresent());
    }

    /// What the place itself is called on the way.
    RelativeName top() {
        return shown.map(name -> new RelativeName(List.of(name))).orElse(RelativeName.ROOT);
    }
}
