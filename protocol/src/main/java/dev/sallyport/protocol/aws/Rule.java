package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// One constraint of a shape, in AWS's words, and whether a value keeps it.
record Rule(String text, Predicate<Object> holds) {
    static List<Rule> of(Shape shape) {
        return switch (shape) {
            case Shape.Text text -> text(text);
            case Shape.Blob blob -> length(blob.length());
            case Shape.Whole whole -> value(whole.range());
            case Shape.Decimal decimal -> value(decimal.range());
            case Shape.ListOf list -> {
                List<Rule> rules = new ArrayList<>(length(list.size()));
                rules.addAll(each(list.member(), "Member must", value -> (Collection<?>) value));
                yield rules;
            }
            case Shape.MapOf map -> {
                List<Rule> rules = new ArrayList<>(length(map.size()));
                rules.addAll(
                        each(map.key(), "Map keys must", value -> ((Map<?, ?>) value).keySet()));
                rules.addAll(
                        each(map.value(), "Map value must", value -> ((Map<?, ?>) value).values()));
                yield rules;
            }
            case Shape.Flag _, Shape.Moment _, Shape.Structure _ -> List.of();
        };
    }

    private static List<Rule> text(Shape.Text shape) {
        List<Rule> rules = new ArrayList<>(length(shape.length()));
        shape.pattern()
                .ifPresent(pattern ->
                        rules.add(
                                new Rule(
                                        "Member must satisfy regular expression pattern: "
                                                + pattern,
                                        value -> pattern.matcher((String) value).matches())));
        if (!shape.values().isEmpty()) {
            rules.add(
                    new Rule(
                            "Member must satisfy enum value set: " + shape.values(),
                            value -> shape.values().contains((String) value)));
        }
        return rules;
    }

    private static List<Rule> length(Range range) {
        return bounds(range, "Member must have length", Rule::lengthOf);
    }

    private static List<Rule> value(Range range) {
        return bounds(range, "Member must have value", value -> ((Number) value).doubleValue());
    }

    private static List<Rule> bounds(
            Range range, String start, java.util.function.ToDoubleFunction<Object> measure) {
        List<Rule> rules = new ArrayList<>();
        range.max()
                .ifPresent(max ->
                        rules.add(
                                new Rule(
                                        start + " less than or equal to " + max,
                                        v -> !range.tooHigh(measure.applyAsDouble(v)))));
        range.min()
                .ifPresent(min ->
                        rules.add(
                                new Rule(
                                        start + " greater than or equal to " + min,
                                        v -> !range.tooLow(measure.applyAsDouble(v)))));
        return rules;
    }

    private static double lengthOf(Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case Bytes bytes -> bytes.size();
            case Collection<?> items -> items.size();
            case Map<?, ?> entries -> entries.size();
            default -> throw new IllegalArgumentException(value.getClass() + " has no length");
        };
    }

    /// What a list or map asks of all it holds, as one rule; structures have their own paths.
    private static List<Rule> each(
            Member member,
            String start,
            java.util.function.Function<Object, Collection<?>> contents) {
        List<Rule> rules = of(member.shape());
        if (rules.isEmpty()) {
            return List.of();
        }
        String texts = rules.stream().map(Rule::text).collect(Collectors.joining(", "));
        return List.of(
                new Rule(
                        start + " satisfy constraint: [" + texts + "]",
                        value ->
                                contents.apply(value).stream()
                                        .allMatch(item ->
                                                rules.stream()
                                                        .allMatch(rule -> rule.holds.test(item)))));
    }
}
