package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What must be gone before a user can be.
final class UserBelongings {
    private final Api api;
    private final String user;

    UserBelongings(Api api, String user) {
        this.api = api;
        this.user = user;
    }

    void remove() {
        new UserDirectory(api)
                .keys(Optional.of(user))
                .forEach(key -> with("DeleteAccessKey", "AccessKeyId", key.id()));
        for (String serial : MfaDevices.of(api, Optional.of(user))) {
            with("DeactivateMFADevice", "SerialNumber", serial);
            api.iam("DeleteVirtualMFADevice", Map.of("SerialNumber", serial));
        }
        fields("ListSSHPublicKeys", "SSHPublicKeys", "SSHPublicKeyId")
                .forEach(id -> with("DeleteSSHPublicKey", "SSHPublicKeyId", id));
        fields("ListGroupsForUser", "Groups", "GroupName")
                .forEach(group -> with("RemoveUserFromGroup", "GroupName", group));
        Grants.attached(api, "User", user)
                .forEach(arn -> with("DetachUserPolicy", "PolicyArn", arn));
        Grants.inline(api, "User", user)
                .forEach(policy -> with("DeleteUserPolicy", "PolicyName", policy));
        removePassword();
    }

    private void removePassword() {
        try {
            api.iam("DeleteLoginProfile", Map.of("UserName", user));
        } catch (Failure failure) {
            if (failure.exit() != ExitCode.NOT_FOUND) {
                throw failure;
            }
        }
    }

    private List<String> fields(String action, String list, String field) {
        return api.iamList(action, Map.of("UserName", user), list).stream()
                .map(member -> member.field(field))
                .toList();
    }

    private void with(String action, String parameter, String value) {
        api.iam(action, Map.of("UserName", user, parameter, value));
    }
}
