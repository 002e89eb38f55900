package dev.sallyport.agent.keys;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whose keys open which account of this machine, as the machine's administrator says:
/// `GROUP=ACCOUNT`.
///
/// @param group of the server
/// @param account of the machine
public record KeyRule(String group, String account) {
    private static final Pattern FORM =
            Pattern.compile("([\\w+=,.@-]{1,128})=([a-z_][a-z0-9_-]{0,31})");

    /// Throws {@link IllegalArgumentException} that says what was expected.
    public static KeyRule parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "ssh-keys: " + text + " (expected: GROUP=ACCOUNT, such as operators=deploy)");
        }
        return new KeyRule(match.group(1), match.group(2));
    }
}
