package dev.sallyport.cli.judge;

import dev.sallyport.policy.language.Policies;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import java.util.regex.Pattern;

/// A policy as somebody wrote it, and the name it goes by.
public record PolicyText(String name, String text) {
    private static final Pattern PRINCIPAL = Pattern.compile("\"(?:Not)?Principal\"\\s*:");
    private static final Pattern RESOURCE = Pattern.compile("\"(?:Not)?Resource\"\\s*:");

    /// What it seems to be written for: also of a text that cannot be read.
    public PolicyKind kind() {
        if (!PRINCIPAL.matcher(text).find()) {
            return PolicyKind.IDENTITY;
        }
        return RESOURCE.matcher(text).find() ? PolicyKind.RESOURCE : PolicyKind.TRUST;
    }

    /// Reads it.
    public PolicyOutcome parse(PolicyKind as) {
        return Policies.parse(text, as);
    }
}
