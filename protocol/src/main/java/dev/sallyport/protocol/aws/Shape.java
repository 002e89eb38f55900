package dev.sallyport.protocol.aws;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The type of a value, with its constraints.
public sealed interface Shape {
    String name();

    /// Whether values must not appear in any text.
    boolean sensitive();

    /// Members in the model's order.
    record Structure(
            String name, boolean sensitive, Map<String, Member> members, List<String> required)
            implements Shape {
        public Structure {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
            required = List.copyOf(required);
        }
    }

    record ListOf(String name, boolean sensitive, Member member, boolean flattened, Range size)
            implements Shape {}

    record MapOf(
            String name, boolean sensitive, Member key, Member value, boolean flattened, Range size)
            implements Shape {}

    /// `values` is empty when any will do.
    record Text(
            String name,
            boolean sensitive,
            Range length,
            Optional<Pattern> pattern,
            List<String> values)
            implements Shape {
        public Text {
            values = List.copyOf(values);
        }
    }

    /// An integer of 32 bits, or of 64 when `wide`.
    record Whole(String name, boolean sensitive, boolean wide, Range range) implements Shape {}

    record Decimal(String name, boolean sensitive, Range range) implements Shape {}

    record Flag(String name, boolean sensitive) implements Shape {}

    record Moment(String name, boolean sensitive, Optional<TimestampFormat> format)
            implements Shape {}

    record Blob(String name, boolean sensitive, Range length) implements Shape {}
}
