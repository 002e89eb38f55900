package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The fields of an `application/x-www-form-urlencoded` text, each at most once.
public final class Form {
    private static final int MAX_FIELDS = 4096;

    private final Map<String, String> fields;

    private Form(Map<String, String> fields) {
        this.fields = fields;
    }

    public static Form parse(Bytes text) throws MalformedRequest {
        Codec.checkSize(text);
        Map<String, String> fields = new LinkedHashMap<>();
        String[] parts = text.toUtf8().split("&", MAX_FIELDS + 1);
        if (parts.length > MAX_FIELDS) {
            throw new MalformedRequest("form: more than " + MAX_FIELDS + " fields");
        }
        for (String part : parts) {
            if (!part.isBlank()) {
                add(fields, part);
            }
        }
        return new Form(fields);
    }

    private static void add(Map<String, String> fields, String field) throws MalformedRequest {
        int equals = field.indexOf('=');
        String name = equals < 0 ? field : field.substring(0, equals);
        String value = equals < 0 ? "" : field.substring(equals + 1);
        if (fields.put(decode(name), decode(value)) != null) {
            throw new MalformedRequest("form: a field is given more than once");
        }
    }

    private static String decode(String text) throws MalformedRequest {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new MalformedRequest("form: malformed percent-encoding");
        }
    }

    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    Map<String, String> fields() {
        return fields;
    }
}
