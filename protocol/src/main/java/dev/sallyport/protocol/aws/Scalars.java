package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;
import java.util.Optional;

/// Single values as forms and XML write them.
final class Scalars {
    private Scalars() {}

    static Object read(Member member, String text) throws MalformedRequest {
        return parse(member, text)
                .orElseThrow(() ->
                        new MalformedRequest(
                                "Value of "
                                        + member.name()
                                        + " is not a valid "
                                        + kind(member.shape())));
    }

    private static Optional<Object> parse(Member member, String text) {
        return switch (member.shape()) {
            case Shape.Text _ -> Optional.of(text);
            case Shape.Whole whole -> whole(text, whole.wide());
            case Shape.Decimal _ -> decimal(text);
            case Shape.Flag _ ->
                    switch (text) {
                        case "true" -> Optional.of(true);
                        case "false" -> Optional.of(false);
                        default -> Optional.empty();
                    };
            case Shape.Moment _ -> TimestampFormat.read(text).map(moment -> moment);
            case Shape.Blob _ -> blob(text).map(bytes -> bytes);
            case Shape.Structure _, Shape.ListOf _, Shape.MapOf _ -> Optional.empty();
        };
    }

    static Optional<Object> whole(String text, boolean wide) {
        try {
            return Optional.of(wide ? Long.parseLong(text) : (long) Integer.parseInt(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    static Optional<Object> decimal(String text) {
        return switch (text) {
            case "NaN" -> Optional.of(Double.NaN);
            case "Infinity" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-Infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
            // Java alone would also take "1f" and hexadecimal.
            default ->
                    text.matches("[-+]?[0-9.]{1,64}([eE][-+]?[0-9]{1,4})?")
                            ? finite(text)
                            : Optional.empty();
        };
    }

    private static Optional<Object> finite(String text) {
        try {
            return Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    static Optional<Bytes> blob(String base64) {
        try {
            return Optional.of(Bytes.ofBase64(base64));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static String write(Member member, Object value, TimestampFormat standard) {
        return switch (member.shape()) {
            case Shape.Moment moment ->
                    member.format(moment, standard).format((java.time.Instant) value);
            case Shape.Blob _ -> ((Bytes) value).toBase64();
            case Shape.Decimal _ -> decimal((Double) value);
            default -> value.toString();
        };
    }

    private static String decimal(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    static String kind(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> "String";
            case Shape.Whole whole -> whole.wide() ? "Long" : "Integer";
            case Shape.Decimal _ -> "Double";
            case Shape.Flag _ -> "Boolean";
            case Shape.Moment _ -> "Timestamp";
            case Shape.Blob _ -> "Blob";
            case Shape.Structure _ -> "Structure";
            case Shape.ListOf _ -> "List";
            case Shape.MapOf _ -> "Map";
        };
    }
}
