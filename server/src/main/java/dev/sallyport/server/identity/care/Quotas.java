package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.directory.DirectoryFault;

/// How much of everything an account may have: AWS's default quotas.
public final class Quotas {
    public static final int USERS = 5000;
    public static final int GROUPS = 300;
    public static final int ROLES = 1000;
    public static final int POLICIES = 1500;
    public static final int PROFILES = 1000;
    public static final int PROVIDERS = 100;
    public static final int DEVICES = 5000;
    public static final int GROUPS_PER_USER = 10;
    public static final int ATTACHED_POLICIES = 10;
    public static final int VERSIONS_PER_POLICY = 5;
    public static final int ACCESS_KEYS_PER_USER = 2;
    public static final int SSH_KEYS_PER_USER = 5;
    public static final int CERTIFICATES_PER_USER = 2;
    public static final int CREDENTIALS_PER_SERVICE = 2;
    public static final int DEVICES_PER_USER = 8;
    public static final int TAGS = 50;
    public static final int USER_POLICY_SIZE = 2048;
    public static final int GROUP_POLICY_SIZE = 5120;
    public static final int ROLE_POLICY_SIZE = 10_240;
    public static final int POLICY_SIZE = 6144;
    public static final int TRUST_SIZE = 2048;

    private Quotas() {}

    /// Throws when one more would be too many.
    static void check(int present, int limit, String quota) {
        if (present >= limit) {
            throw DirectoryFault.overQuota(quota, limit);
        }
    }

    /// The length that counts: without white space.
    static int size(String document) {
        return Math.toIntExact(document.chars().filter(c -> !Character.isWhitespace(c)).count());
    }
}
