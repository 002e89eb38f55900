package dev.sallyport.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Function;

/// A text nobody may print: a secret key, a token, an activation code.
///
/// It has no `equals` of its own, so that nobody compares secrets in variable time by accident;
/// {@link #matches} takes the same time wherever two values differ.
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(value);
    }

    /// Hands the value to `use` and gives back what that makes of it. The one way to read a secret:
    /// search for `reveal(` to see every place that does.
    public <T> T reveal(Function<String, T> use) {
        return use.apply(value);
    }

    public boolean matches(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Secret[***]";
    }
}
