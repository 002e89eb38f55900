package dev.sallyport.server.api;

import dev.sallyport.protocol.AccountId;
import java.util.Set;

/// Where this server answers: its account, its own region, and further ones it accepts in
/// signatures.
public record Territory(AccountId account, String region, Set<String> furtherRegions) {
    /// Clients of the global services sign for it wherever they are.
    private static final String GLOBAL = "us-east-1";

    private static final Set<String> GLOBAL_SERVICES = Set.of("iam", "sts");

    public Territory {
        furtherRegions = Set.copyOf(furtherRegions);
    }

    /// The region a signature must be for: the claimed one if it is served, else ours, so that the
    /// check fails and says so.
    String expectedRegion(String service, String claimed) {
        boolean served =
                furtherRegions.contains(claimed)
                        || (GLOBAL_SERVICES.contains(service) && claimed.equals(GLOBAL));
        return served ? claimed : region;
    }
}
