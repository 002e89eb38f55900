package dev.sallyport.server.identity.care;

import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.directory.PasswordPolicy;
import java.util.Optional;

/// Measures a password by a policy.
final class PasswordRules {
    // As AWS documents them.
    private static final String SYMBOLS = "!@#$%^&*()_+-=[]{}|'";

    private PasswordRules() {}

    /// What is wrong with it, never the password itself.
    static Optional<String> fault(PasswordPolicy policy, Secret password) {
        return password.reveal(text -> fault(policy, text));
    }

    private static Optional<String> fault(PasswordPolicy policy, String text) {
        if (text.length() < policy.minimumLength()) {
            return Optional.of(
                    "Password should have a minimum length of " + policy.minimumLength());
        }
        for (PasswordPolicy.Sign sign : PasswordPolicy.Sign.values()) {
            if (policy.required().contains(sign) && text.chars().noneMatch(c -> is(sign, c))) {
                return Optional.of("Password should have at least one " + word(sign));
            }
        }
        return Optional.empty();
    }

    private static boolean is(PasswordPolicy.Sign sign, int c) {
        return switch (sign) {
            case SYMBOL -> SYMBOLS.indexOf(c) >= 0;
            case DIGIT -> c >= '0' && c <= '9';
            case UPPERCASE -> c >= 'A' && c <= 'Z';
            case LOWERCASE -> c >= 'a' && c <= 'z';
        };
    }

    private static String word(PasswordPolicy.Sign sign) {
        return switch (sign) {
            case SYMBOL -> "symbol";
            case DIGIT -> "number";
            case UPPERCASE -> "uppercase letter";
            case LOWERCASE -> "lowercase letter";
        };
    }
}
