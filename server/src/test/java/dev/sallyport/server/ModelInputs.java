package dev.sallyport.server;

import dev.sallyport.protocol.aws.Member;
import dev.sallyport.protocol.aws.OperationModel;
import dev.sallyport.protocol.aws.Range;
import dev.sallyport.protocol.aws.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the smallest input that a model takes: what is required, with values that fit.
final class ModelInputs {
    /// Of what fits a pattern, the first is taken. A new pattern that none fits needs one more.
    private static final List<String> TEXTS =
            List.of(
                    "nothing",
                    "mi-0123456789abcdef0",
                    "arn:aws:iam::111122223333:role/Nobody",
                    "arn:aws:iam::111122223333:policy/Nothing",
                    "01234567-89ab-cdef-0123-456789abcdef",
                    "AKIAIOSFODNN7EXAMPLE",
                    "123456",
                    "1",
                    "v1",
                    "1.0",
                    "AWS:Nothing",
                    "2026-01-01T12:00:00Z",
                    "ssm.amazonaws.com",
                    "https://issuer.example",
                    "0".repeat(40),
                    "a".repeat(64));

    private ModelInputs() {}

    static Map<String, Object> of(OperationModel operation) {
        return structure(operation.input());
    }

    private static Map<String, Object> structure(Shape.Structure shape) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (String name : shape.required()) {
            Member member = shape.members().get(name);
            tree.put(name, value(member.shape(), name));
        }
        return tree;
    }

    private static Object value(Shape shape, String where) {
        return switch (shape) {
            case Shape.Structure structure -> structure(structure);
            case Shape.ListOf list -> list(list, where);
            case Shape.MapOf map ->
                    Map.of(value(map.key().shape(), where), value(map.value().shape(), where));
            case Shape.Text text -> text(text, where);
            case Shape.Whole whole -> Math.max(1, whole.range().min().orElse(1));
            case Shape.Decimal _ -> 1.0;
            case Shape.Flag _ -> true;
            case Shape.Moment _ -> 1_900_000_000L;
            case Shape.Blob _ -> "AAAA";
        };
    }

    private static List<Object> list(Shape.ListOf list, String where) {
        List<Object> items = new ArrayList<>();
        for (long i = 0; i < Math.max(1, list.size().min().orElse(1)); i++) {
            items.add(value(list.member().shape(), where));
        }
        return items;
    }

    private static String text(Shape.Text text, String where) {
        if (!text.values().isEmpty()) {
            return text.values().getFirst();
        }
        return TEXTS.stream()
                // What is to be an ARN is looked at before anything is decided.
                .filter(it -> !where.endsWith("Arn") || it.startsWith("arn:"))
                .filter(it -> fits(it, text.length()))
                .filter(it -> text.pattern().map(p -> p.matcher(it).matches()).orElse(true))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(where + ": no text of this test fits " + text));
    }

    private static boolean fits(String text, Range length) {
        return text.length() >= length.min().orElse(0)
                && text.length() <= length.max().orElse(Long.MAX_VALUE);
    }
}
