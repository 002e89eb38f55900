package dev.sallyport.server.identity.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A policy with a name of its own and up to five versions, one of which counts.
public record ManagedPolicy(
        Label label, String arn, Map<String, String> tags, String description, Versions versions)
        implements Entity {
    public ManagedPolicy {
        tags = Tags.ordered(tags);
    }

    /// One text of a policy; the number is never used again.
    public record Version(int number, String document, Instant created) {
        public String id() {
            return "v" + number;
        }
    }

    /// The texts, oldest first. `last` is the highest number ever given.
    public record Versions(List<Version> all, int defaultNumber, int last) {
        public Versions {
            all = all.stream().sorted(Comparator.comparingInt(Version::number)).toList();
            int wanted = defaultNumber;
            if (all.stream().noneMatch(version -> version.number() == wanted)) {
                throw new IllegalArgumentException(
                        "default version: " + wanted + " (expected: one there is)");
            }
        }

        public static Versions first(String document, Instant now) {
            return new Versions(List.of(new Version(1, document, now)), 1, 1);
        }

        public Version standard() {
            return find(defaultNumber).orElseThrow();
        }

        public Optional<Version> find(int number) {
            return all.stream().filter(version -> version.number() == number).findFirst();
        }

        /// By its id, as `v3`.
        public Optional<Version> find(String id) {
            return all.stream().filter(version -> version.id().equals(id)).findFirst();
        }

        Versions with(String document, Instant now, boolean asDefault) {
            List<Version> more = new ArrayList<>(all);
            more.add(new Version(last + 1, document, now));
            return new Versions(more, asDefault ? last + 1 : defaultNumber, last + 1);
        }

        Versions without(int number) {
            return new Versions(
                    all.stream().filter(version -> version.number() != number).toList(),
                    defaultNumber,
                    last);
        }
    }

    /// Of AWS, not of this account: nobody can change it.
    public boolean isShipped() {
        return arn.startsWith(AwsPolicies.PREFIX);
    }

    public String document() {
        return versions.standard().document();
    }

    /// When its newest version was made.
    public Instant updated() {
        return versions.all().getLast().created();
    }

    public ManagedPolicy withTags(Map<String, String> others) {
        return new ManagedPolicy(label, arn, others, description, versions);
    }

    public ManagedPolicy withVersion(String document, Instant now, boolean asDefault) {
        return withVersions(versions.with(document, now, asDefault));
    }

    public ManagedPolicy withoutVersion(int number) {
        return withVersions(versions.without(number));
    }

    public ManagedPolicy withDefault(int number) {
        return withVersions(new Versions(versions.all(), number, versions.last()));
    }

    private ManagedPolicy withVersions(Versions others) {
        return new ManagedPolicy(label, arn, tags, description, others);
    }
}
