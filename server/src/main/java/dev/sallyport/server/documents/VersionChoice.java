package dev.sallyport.server.documents;

import java.util.Optional;

/// Which version a caller means: a number, `$LATEST`, `$DEFAULT`, a version's name, or nothing at
/// all, which is the default.
public record VersionChoice(Optional<String> version, Optional<String> versionName) {
    public static final VersionChoice DEFAULT =
            new VersionChoice(Optional.empty(), Optional.empty());

    public static VersionChoice of(String version) {
        return new VersionChoice(Optional.of(version), Optional.empty());
    }

    public boolean isEmpty() {
        return version.isEmpty() && versionName.isEmpty();
    }

    /// True when `candidate` is the version that is meant of a document with these numbers.
    boolean matches(DocumentVersion candidate, Document.Numbers numbers) {
        long number = candidate.number();
        boolean byName = versionName.isEmpty() || versionName.equals(candidate.name());
        String wanted = version.orElse(versionName.isPresent() ? "*" : "$DEFAULT");
        boolean byNumber =
                switch (wanted) {
                    case "*" -> true;
                    case "$DEFAULT" -> number == numbers.byDefault();
                    case "$LATEST" -> number == numbers.latest();
                    default -> wanted.equals(Long.toString(number));
                };
        return byName && byNumber;
    }

    /// As it is shown in a message.
    @Override
    public String toString() {
        return version.or(() -> versionName).orElse("$DEFAULT");
    }
}
