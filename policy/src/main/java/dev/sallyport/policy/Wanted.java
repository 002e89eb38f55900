package dev.sallyport.policy;

import dev.sallyport.policy.language.Comparison;
import dev.sallyport.policy.language.IpRange;
import dev.sallyport.policy.language.Template;
import dev.sallyport.policy.language.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/// One value of a condition, ready to be compared. What a negated operator says is turned round by
/// {@link Check}. A value of the request that cannot be read matches nothing.
@FunctionalInterface
interface Wanted {
    /// Matches no value.
    Wanted NOTHING = (_, _) -> false;

    boolean matches(String seen, Facts facts);

    static Wanted compile(Comparison comparison, String value, boolean variables) {
        return switch (comparison) {
            case STRING_EQUALS, STRING_NOT_EQUALS -> text(value, variables, false, false);
            case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE ->
                    text(value, variables, false, true);
            case STRING_LIKE, STRING_NOT_LIKE -> text(value, variables, true, false);
            case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS -> number(value, order -> order == 0);
            case NUMERIC_LESS_THAN -> number(value, order -> order < 0);
            case NUMERIC_LESS_THAN_EQUALS -> number(value, order -> order <= 0);
            case NUMERIC_GREATER_THAN -> number(value, order -> order > 0);
            case NUMERIC_GREATER_THAN_EQUALS -> number(value, order -> order >= 0);
            case DATE_EQUALS, DATE_NOT_EQUALS -> date(value, order -> order == 0);
            case DATE_LESS_THAN -> date(value, order -> order < 0);
            case DATE_LESS_THAN_EQUALS -> date(value, order -> order <= 0);
            case DATE_GREATER_THAN -> date(value, order -> order > 0);
            case DATE_GREATER_THAN_EQUALS -> date(value, order -> order >= 0);
            case BOOL -> text(value.toLowerCase(Locale.ROOT), variables, false, true);
            case BINARY_EQUALS -> binary(value);
            case IP_ADDRESS, NOT_IP_ADDRESS -> address(value);
            case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE -> {
                ArnPattern pattern = ArnPattern.compile(value, variables);
                yield (seen, facts) -> pattern.matches(new Arn(seen), facts);
            }
            case NULL -> NOTHING;
        };
    }

    private static Wanted text(
            String value, boolean variables, boolean wildcards, boolean ignoreCase) {
        Glob glob = Glob.compile(Template.read(value, variables, wildcards), ignoreCase);
        return glob::matches;
    }

    private static Wanted number(String value, IntPredicate order) {
        Optional<BigDecimal> limit = Values.number(value);
        return (seen, facts) -> {
            Optional<BigDecimal> number = facts.number(seen);
            return limit.isPresent()
                    && number.isPresent()
                    && order.test(number.orElseThrow().compareTo(limit.orElseThrow()));
        };
    }

    private static Wanted date(String value, IntPredicate order) {
        Optional<Instant> limit = Values.date(value);
        return (seen, facts) -> {
            Optional<Instant> date = facts.date(seen);
            return limit.isPresent()
                    && date.isPresent()
                    && order.test(date.orElseThrow().compareTo(limit.orElseThrow()));
        };
    }

    private static Wanted address(String value) {
        Optional<IpRange> range = IpRange.parse(value);
        return (seen, facts) -> {
            Optional<IpRange> address = facts.address(seen);
            return range.isPresent()
                    && address.isPresent()
                    && range.orElseThrow().contains(address.orElseThrow());
        };
    }

    private static Wanted binary(String value) {
        Optional<byte[]> wanted = decode(value);
        return (seen, _) -> {
            Optional<byte[]> bytes = decode(seen);
            return wanted.isPresent()
                    && bytes.isPresent()
                    && Arrays.equals(wanted.orElseThrow(), bytes.orElseThrow());
        };
    }

    private static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
