package dev.sallyport.server.api.sts;

import dev.sallyport.policy.ResourcePolicy;
import dev.sallyport.server.access.Access;
import dev.sallyport.server.access.PolicyAccess;
import dev.sallyport.server.access.Things;
import dev.sallyport.server.access.TrustPolicies;
import dev.sallyport.server.api.Counter;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.identity.AuthorizationMessages;
import dev.sallyport.server.identity.Guesses;
import dev.sallyport.server.identity.InMemoryRevocations;
import dev.sallyport.server.identity.MasterKey;
import dev.sallyport.server.identity.MfaCodes;
import dev.sallyport.server.identity.Passes;
import dev.sallyport.server.identity.Revocations;
import dev.sallyport.server.identity.SeedSecrets;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.InMemoryDirectory;
import dev.sallyport.server.identity.directory.People;
import dev.sallyport.server.issuers.IssuerTrust;
import dev.sallyport.server.issuers.WebIdentities;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// STS's handlers around an account in memory, decided by its policies.
final class StsRig {
    static final SecureRandom RANDOM = new SecureRandom();

    private Instant now = People.NOON;
    private final MasterKey master = MasterKey.generate(RANDOM);
    private final Revocations revocations = new Revocations(new InMemoryRevocations(), () -> now);
    final Directory directory = directory();
    final Passes passes = new Passes(directory, revocations, master, RANDOM);
    final SeedSecrets seeds = new SeedSecrets(master, RANDOM);
    final AuthorizationMessages messages = new AuthorizationMessages(master, RANDOM);
    private final Access access = new PolicyAccess(directory, new Roles());
    final Counter counter = new Counter(routes(), () -> now, access);

    private Directory directory() {
        InMemoryDirectory store = new InMemoryDirectory();
        store.create(People.NOBODY);
        return Directory.open(store, revocations);
    }

    private Routes routes() {
        Routes.Builder routes = Routes.builder();
        StsRoutes.Desk desk =
                new StsRoutes.Desk(
                        directory,
                        passes,
                        new MfaCodes(directory, seeds, new Guesses()),
                        new WebIdentities(directory, IssuerTrust.with(Optional.empty())),
                        messages);
        new StsRoutes(desk, access, () -> now).addTo(routes);
        return routes.build();
    }

    void put(Entity entity) {
        directory.change(roster -> new Directory.Changed<>(roster.with(entity), true));
    }

    void setNow(Instant time) {
        now = time;
    }

    /// Roles with their trust policies, and nothing else.
    private final class Roles implements Things {
        private final TrustPolicies trust = new TrustPolicies(directory);

        @Override
        public List<String> namesOf(String arn) {
            return List.of(arn);
        }

        @Override
        public Map<String, String> tagsOf(String arn) {
            return Map.of();
        }

        @Override
        public Map<String, List<String>> keysOf(String arn) {
            return Map.of();
        }

        @Override
        public Optional<ResourcePolicy> policyOf(String action, String arn) {
            return trust.of(action, arn);
        }
    }
}
