package dev.sallyport.protocol.aws;

import java.util.OptionalLong;

/// Bounds, inclusive, of a number or of a length. A missing bound bounds nothing.
public record Range(OptionalLong min, OptionalLong max) {
    static final Range ANY = new Range(OptionalLong.empty(), OptionalLong.empty());

    boolean tooLow(double value) {
        return min.isPresent() && value < min.getAsLong();
    }

    boolean tooHigh(double value) {
        return max.isPresent() && value > max.getAsLong();
    }
}
