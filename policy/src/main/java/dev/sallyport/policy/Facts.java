package dev.sallyport.policy;

import dev.sallyport.policy.language.IpRange;
import dev.sallyport.policy.language.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The keys of one request, each looked up once however many conditions ask, and its dates, numbers
/// and addresses read once. Of one decision, so of one thread.
final class Facts implements ConditionKeys {
    private final ConditionKeys keys;
    private @Nullable Map<String, List<String>> known;
    // A request has one time, one age and one address: the last one read is the one asked for.
    private final Last<Instant> date = new Last<>(Optional.empty());
    private final Last<BigDecimal> number = new Last<>(Optional.empty());
    private final Last<IpRange> address = new Last<>(Optional.empty());

    Facts(ConditionKeys keys) {
        this.keys = keys;
    }

    private static final class Last<T> {
        @Nullable String text;
        Optional<T> value;

        Last(Optional<T> value) {
            this.value = value;
        }

        boolean is(String other) {
            return other.equals(text);
        }

        Optional<T> set(String newText, Optional<T> newValue) {
            text = newText;
            value = newValue;
            return newValue;
        }
    }

    @Override
    public List<String> values(String lowerCaseName) {
        @Nullable Map<String, List<String>> map = known;
        if (map == null) {
            map = new HashMap<>();
            known = map;
        }
        @Nullable List<String> values = map.get(lowerCaseName);
        if (values == null) {
            values = keys.values(lowerCaseName);
            map.put(lowerCaseName, values);
        }
        return values;
    }

    Optional<Instant> date(String text) {
        return date.is(text) ? date.value : date.set(text, Values.date(text));
    }

    Optional<BigDecimal> number(String text) {
        return number.is(text) ? number.value : number.set(text, Values.number(text));
    }

    Optional<IpRange> address(String text) {
        return address.is(text) ? address.value : address.set(text, IpRange.parse(text));
    }
}
