package dev.sallyport.server.api;

import dev.sallyport.protocol.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What generated records use to read and write trees.
///
/// The codecs have already checked types, so a value of another kind is a bug and fails as one.
public final class Members {
    private Members() {}

    public static <T> T get(Map<String, Object> tree, String name, Function<Object, T> reader) {
        Object value = tree.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + ": absent (expected: a value)");
        }
        return reader.apply(value);
    }

    public static <T> Optional<T> find(
            Map<String, Object> tree, String name, Function<Object, T> reader) {
        return Optional.ofNullable(tree.get(name)).map(reader);
    }

    public static <T> List<T> items(
            Map<String, Object> tree, String name, Function<Object, T> reader) {
        Object value = tree.get(name);
        return value == null ? List.of() : items(value, reader);
    }

    public static <T> List<T> items(Object list, Function<Object, T> reader) {
        List<T> items = new ArrayList<>();
        for (Object item : (List<?>) list) {
            items.add(reader.apply(item));
        }
        return items;
    }

    public static <T> Map<String, T> entries(
            Map<String, Object> tree, String name, Function<Object, T> reader) {
        Object value = tree.get(name);
        return value == null ? Map.of() : entries(value, reader);
    }

    public static <T> Map<String, T> entries(Object map, Function<Object, T> reader) {
        Map<String, T> entries = new LinkedHashMap<>();
        tree(map).forEach((key, value) -> entries.put(key, reader.apply(value)));
        return entries;
    }

    @SuppressWarnings("unchecked") // the codecs make no other maps
    public static Map<String, Object> tree(Object value) {
        return (Map<String, Object>) value;
    }

    public static String text(Object value) {
        return (String) value;
    }

    public static Integer integer(Object value) {
        return Math.toIntExact((Long) value);
    }

    public static Long number(Object value) {
        return (Long) value;
    }

    public static Double decimal(Object value) {
        return (Double) value;
    }

    public static Boolean flag(Object value) {
        return (Boolean) value;
    }

    public static Instant instant(Object value) {
        return (Instant) value;
    }

    public static Bytes bytes(Object value) {
        return (Bytes) value;
    }

    public static <T> List<Object> list(List<T> items, Function<T, Object> writer) {
        return items.stream().map(writer).toList();
    }

    public static <T> Map<String, Object> map(Map<String, T> entries, Function<T, Object> writer) {
        Map<String, Object> tree = new LinkedHashMap<>();
        entries.forEach((key, value) -> tree.put(key, writer.apply(value)));
        return tree;
    }

    /// An unmodifiable copy that keeps the order.
    public static <T> Map<String, T> copy(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
