package dev.sallyport.policy;

/// Where a policy that decides comes from.
public enum Layer {
    /// The account's guard rails: AWS calls them service control policies.
    GUARD_RAIL("a service control policy", "no service control policy allows"),
    IDENTITY("an identity-based policy", "no identity-based policy allows"),
    BOUNDARY("a permissions boundary", "no permissions boundary allows"),
    SESSION("a session policy", "no session policy allows"),
    RESOURCE("a resource-based policy", "no resource-based policy allows"),
    TRUST("a resource-based policy", "no role trust policy allows");

    private final String deniedBy;
    private final String silent;

    Layer(String deniedBy, String silent) {
        this.deniedBy = deniedBy;
        this.silent = silent;
    }

    String deniedBy() {
        return deniedBy;
    }

    String silent() {
        return silent;
    }
}
