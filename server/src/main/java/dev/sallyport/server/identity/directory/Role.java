package dev.sallyport.server.identity.directory;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What callers can become for a while, when its trust policy lets them.
public record Role(Label label, Map<String, String> tags, Grants grants, Terms terms)
        implements Grantee {
    public Role {
        tags = Tags.ordered(tags);
    }

    /// Who may take the role and for how long at most. `service` owns the role when it is a
    /// service-linked one.
    public record Terms(
            String trust, String description, Duration longest, Optional<String> service) {
        public Terms withTrust(String other) {
            return new Terms(other, description, longest, service);
        }

        public Terms withDescription(String other) {
            return new Terms(trust, other, longest, service);
        }

        public Terms withLongest(Duration other) {
            return new Terms(trust, description, other, service);
        }
    }

    public Role withTags(Map<String, String> others) {
        return new Role(label, others, grants, terms);
    }

    @Override
    public Role withGrants(Grants others) {
        return new Role(label, tags, others, terms);
    }

    public Role withTerms(Terms others) {
        return new Role(label, tags, grants, others);
    }
}
