package dev.sallyport.server.documents;

import dev.sallyport.protocol.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// One document with all its versions. No owner means Amazon's: the shipped ones.
public record Document(
        Optional<AccountId> owner,
        String name,
        DocumentType type,
        Labels labels,
        Numbers numbers,
        Set<String> sharedWith,
        Instant created) {
    public Document {
        sharedWith = Set.copyOf(sharedWith);
    }

    /// What people read or tools filter by; neither changes what a document does.
    public record Labels(Optional<String> displayName, Optional<String> targetType) {
        public static final Labels NONE = new Labels(Optional.empty(), Optional.empty());

        /// These labels, with what `changed` names put in place.
        Labels with(Labels changed) {
            return new Labels(
                    changed.displayName().or(this::displayName),
                    changed.targetType().or(this::targetType));
        }
    }

    /// Version numbers: the default, the latest that is still there, and the last ever given out.
    public record Numbers(long byDefault, long latest, long last) {}

    /// This document with other shares.
    public Document sharing(Set<String> accounts) {
        return new Document(owner, name, type, labels, numbers, accounts, created);
    }

    /// The account number, or `Amazon`.
    public String ownerName() {
        return owner.map(AccountId::value).orElse("Amazon");
    }

    public boolean isOwnedBy(AccountId account) {
        return owner.filter(account::equals).isPresent();
    }
}
