package dev.sallyport.server.identity.directory;

import java.util.Set;

/// What passwords must be like. An age or a memory of 0 means none.
public record PasswordPolicy(
        int minimumLength,
        Set<Sign> required,
        boolean usersMayChange,
        int maximumAgeDays,
        int remembered,
        boolean hardExpiry) {
    /// A kind of character a password must have one of.
    public enum Sign {
        SYMBOL,
        DIGIT,
        UPPERCASE,
        LOWERCASE
    }

    /// What holds while nobody made a policy, as in AWS: eight characters of three kinds.
    public static final PasswordPolicy WITHOUT_ONE =
            new PasswordPolicy(
                    8, Set.of(Sign.DIGIT, Sign.UPPERCASE, Sign.LOWERCASE), false, 0, 0, false);

    public PasswordPolicy {
        required = Set.copyOf(required);
    }
}
