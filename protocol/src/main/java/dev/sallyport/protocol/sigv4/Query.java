package dev.sallyport.protocol.sigv4;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A raw query cut into its parameters, which keep the encoding they came in.
record Query(List<Parameter> parameters) {
    static final String SIGNATURE = "X-Amz-Signature";
    static final String TOKEN = "X-Amz-Security-Token";

    private static final Query NONE = new Query(List.of());

    private static final Comparator<Parameter> BY_NAME_THEN_VALUE =
            Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

    /// One parameter in canonical encoding.
    record Parameter(String name, String value) {}

    static Query parse(String raw) {
        if (raw.isEmpty()) {
            return NONE;
        }
        return new Query(
                Stream.of(raw.split("&", -1)).filter(p -> !p.isEmpty()).map(Query::cut).toList());
    }

    private static Parameter cut(String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        return new Parameter(PercentCoding.complete(name), PercentCoding.complete(value));
    }

    /// The decoded values of a parameter.
    List<String> values(String name) {
        return parameters.stream()
                .filter(p -> PercentCoding.decode(p.name).equals(name))
                .map(p -> PercentCoding.decode(p.value))
                .toList();
    }

    boolean has(String name) {
        return !parameters.isEmpty() && !values(name).isEmpty();
    }

    /// A raw query without this parameter.
    static String without(String name, String raw) {
        return Stream.of(raw.split("&", -1))
                .filter(p -> !PercentCoding.decode(cut(p).name).equals(name))
                .collect(Collectors.joining("&"));
    }

    String canonical(boolean withoutSignature) {
        if (parameters.isEmpty()) {
            return "";
        }
        return parameters.stream()
                .filter(p -> !(withoutSignature && p.name.equals(SIGNATURE)))
                .sorted(BY_NAME_THEN_VALUE)
                .map(p -> p.name + "=" + p.value)
                .collect(Collectors.joining("&"));
    }
}
