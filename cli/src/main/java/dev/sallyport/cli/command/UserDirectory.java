package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.api.Xml;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What commands ask of the account's users.
final class UserDirectory {
    private final Api api;

    UserDirectory(Api api) {
        this.api = api;
    }

    /// An access key without its secret.
    record Key(String id, boolean active, String created) {}

    /// The caller's own user without a name.
    Xml user(Optional<String> name) {
        Xml result = api.iam("GetUser", named(name));
        return result.child("User")
                .orElseThrow(() -> new Failure(ExitCode.FAILED, "the server's answer has no User"));
    }

    List<Key> keys(Optional<String> user) {
        return api.iamList("ListAccessKeys", named(user), "AccessKeyMetadata").stream()
                .map(key ->
                        new Key(
                                key.field("AccessKeyId"),
                                key.field("Status").equals("Active"),
                                key.field("CreateDate")))
                .toList();
    }

    void setActive(Optional<String> user, String key, boolean active) {
        Map<String, String> request = new LinkedHashMap<>(named(user));
        request.put("AccessKeyId", key);
        request.put("Status", active ? "Active" : "Inactive");
        api.iam("UpdateAccessKey", request);
    }

    Map<String, String> tags(String user) {
        return tags(api.iamList("ListUserTags", Map.of("UserName", user), "Tags"));
    }

    void tag(String user, Map<String, String> tags) {
        Map<String, String> request = new LinkedHashMap<>(Map.of("UserName", user));
        putTags(request, tags);
        api.iam("TagUser", request);
    }

    void untag(String user, List<String> keys) {
        Map<String, String> request = new LinkedHashMap<>(Map.of("UserName", user));
        for (int i = 0; i < keys.size(); i++) {
            request.put("TagKeys.member." + (i + 1), keys.get(i));
        }
        api.iam("UntagUser", request);
    }

    static Map<String, String> named(Optional<String> user) {
        return user.map(name -> Map.of("UserName", name)).orElse(Map.of());
    }

    static void putTags(Map<String, String> request, Map<String, String> tags) {
        int number = 1;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            request.put("Tags.member." + number + ".Key", tag.getKey());
            request.put("Tags.member." + number + ".Value", tag.getValue());
            number++;
        }
    }

    static Map<String, String> tags(List<Xml> members) {
        Map<String, String> tags = new LinkedHashMap<>();
        members.forEach(tag -> tags.put(tag.field("Key"), tag.field("Value")));
        return tags;
    }
}
