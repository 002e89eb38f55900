package dev.sallyport.server.identity.care;

import java.util.Optional;

/// Tells what is wrong with the text of a policy.
@FunctionalInterface
public interface PolicyCheck {
    /// Where the policy will stand.
    enum Use {
        /// In a user, group or role: it names no principal.
        INLINE,
        /// By itself, to be attached: as inline, and of the later version of the language.
        MANAGED,
        /// With a role, saying who may take it: it names no resource.
        TRUST
    }

    /// What is wrong, in words that are safe to show; empty when nothing is.
    Optional<String> fault(Use use, String document);
}
