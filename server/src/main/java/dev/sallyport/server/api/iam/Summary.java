package dev.sallyport.server.api.iam;

import dev.sallyport.server.identity.Accounts;
import dev.sallyport.server.identity.care.Quotas;
import dev.sallyport.server.identity.directory.Roster;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts of what an account has, beside AWS's quotas, under AWS's names.
final class Summary {
    private Summary() {}

    static Map<String, Integer> of(Roster roster) {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("Users", roster.users().size());
        map.put("UsersQuota", Quotas.USERS);
        map.put("Groups", roster.groups().size());
        map.put("GroupsQuota", Quotas.GROUPS);
        map.put("ServerCertificates", 0);
        map.put("ServerCertificatesQuota", 0);
        map.put("UserPolicySizeQuota", Quotas.USER_POLICY_SIZE);
        map.put("GroupPolicySizeQuota", Quotas.GROUP_POLICY_SIZE);
        map.put("GroupsPerUserQuota", Quotas.GROUPS_PER_USER);
        map.put("SigningCertificatesPerUserQuota", 0);
        map.put("AccessKeysPerUserQuota", Quotas.ACCESS_KEYS_PER_USER);
        putDevices(map, roster);
        // There is no root user whose keys these could be.
        map.put("AccountAccessKeysPresent", 0);
        map.put("AccountSigningCertificatesPresent", 0);
        map.put("AttachedPoliciesPerGroupQuota", Quotas.ATTACHED_POLICIES);
        map.put("AttachedPoliciesPerRoleQuota", Quotas.ATTACHED_POLICIES);
        map.put("AttachedPoliciesPerUserQuota", Quotas.ATTACHED_POLICIES);
        putPolicies(map, roster);
        map.put("RolePolicySizeQuota", Quotas.ROLE_POLICY_SIZE);
        map.put("AssumeRolePolicySizeQuota", Quotas.TRUST_SIZE);
        map.put("Roles", roster.roles().size());
        map.put("RolesQuota", Quotas.ROLES);
        map.put("InstanceProfiles", roster.profiles().size());
        map.put("InstanceProfilesQuota", Quotas.PROFILES);
        map.put("Providers", roster.providers().size());
        return map;
    }

    // AccountMFAEnabled is about the root user in AWS: here the administrator is nearest to it.
    private static void putDevices(Map<String, Integer> map, Roster roster) {
        long inUse = roster.devices().all().stream().filter(it -> it.use().isPresent()).count();
        boolean administrator =
                roster.users()
                        .byName(Accounts.ADMINISTRATOR)
                        .filter(user -> !roster.devicesOf(user).isEmpty())
                        .isPresent();
        map.put("MFADevices", roster.devices().size());
        map.put("MFADevicesInUse", Math.toIntExact(inUse));
        map.put("AccountMFAEnabled", administrator ? 1 : 0);
    }

    private static void putPolicies(Map<String, Integer> map, Roster roster) {
        int versions =
                roster.policies().all().stream()
                        .mapToInt(policy -> policy.versions().all().size())
                        .sum();
        map.put("Policies", roster.policies().size());
        map.put("PoliciesQuota", Quotas.POLICIES);
        map.put("PolicySizeQuota", Quotas.POLICY_SIZE);
        map.put("PolicyVersionsInUse", versions);
        map.put("PolicyVersionsInUseQuota", Quotas.POLICIES * Quotas.VERSIONS_PER_POLICY);
        map.put("VersionsPerPolicyQuota", Quotas.VERSIONS_PER_POLICY);
    }
}
