package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.AccessKey;
import dev.sallyport.server.api.iam.model.AccessKeyLastUsed;
import dev.sallyport.server.api.iam.model.AccessKeyMetadata;
import dev.sallyport.server.api.iam.model.CreateAccessKeyRequest;
import dev.sallyport.server.api.iam.model.CreateAccessKeyResponse;
import dev.sallyport.server.api.iam.model.DeleteAccessKeyRequest;
import dev.sallyport.server.api.iam.model.DeleteAccessKeyResponse;
import dev.sallyport.server.api.iam.model.GetAccessKeyLastUsedRequest;
import dev.sallyport.server.api.iam.model.GetAccessKeyLastUsedResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListAccessKeysRequest;
import dev.sallyport.server.api.iam.model.ListAccessKeysResponse;
import dev.sallyport.server.api.iam.model.UpdateAccessKeyRequest;
import dev.sallyport.server.api.iam.model.UpdateAccessKeyResponse;
import dev.sallyport.server.identity.care.AccessKeys;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.LastUse;
import dev.sallyport.server.identity.directory.LastUses;
import dev.sallyport.server.identity.directory.User;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Users' long-term keys.
public final class AccessKeyRoutes {
    private static final LastUse NEVER = new LastUse(Instant.EPOCH, "N/A", "N/A");

    private final Directory directory;
    private final Arns arns;
    private final Pages pages;
    private final AccessKeys keys;
    private final LastUses uses;

    public AccessKeyRoutes(Directory directory, AccessKeys keys, PageTokens tokens, LastUses uses) {
        this.directory = directory;
        this.arns = new Arns(directory);
        this.pages = new Pages(tokens);
        this.keys = keys;
        this.uses = uses;
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .onOwn(
                        Iam.CREATE_ACCESS_KEY,
                        (caller, it) -> arns.user(caller, it.userName()),
                        this::create)
                .onOwn(
                        Iam.LIST_ACCESS_KEYS,
                        (caller, it) -> arns.user(caller, it.userName()),
                        this::list)
                .onOwn(
                        Iam.UPDATE_ACCESS_KEY,
                        (caller, it) -> arns.user(caller, it.userName()),
                        this::update)
                .onOwn(
                        Iam.DELETE_ACCESS_KEY,
                        (caller, it) -> arns.user(caller, it.userName()),
                        this::delete)
                .on(
                        Iam.GET_ACCESS_KEY_LAST_USED,
                        it -> arns.ownerOf(it.accessKeyId()),
                        this::lastUsed);
    }

    private CreateAccessKeyResponse create(Call call, CreateAccessKeyRequest input) {
        String name = Arns.userName(call.caller(), input.userName());
        AccessKeys.Fresh fresh = keys.create(name);
        return CreateAccessKeyResponse.builder()
                .accessKey(
                        AccessKey.builder()
                                .userName(name)
                                .accessKeyId(fresh.key().id())
                                .status("Active")
                                .secretAccessKey(fresh.secret().<String>reveal(text -> text))
                                .createDate(fresh.key().created())
                                .build())
                .build();
    }

    private ListAccessKeysResponse list(Call call, ListAccessKeysRequest input) {
        User user = arns.roster().user(Arns.userName(call.caller(), input.userName()));
        List<AccessKeyMetadata> all =
                user.keyring().accessKeys().stream()
                        .map(key ->
                                AccessKeyMetadata.builder()
                                        .userName(user.name())
                                        .accessKeyId(key.id())
                                        .status(key.active() ? "Active" : "Inactive")
                                        .createDate(key.created())
                                        .build())
                        .sorted(Comparator.comparing(it -> it.accessKeyId().orElse("")))
                        .toList();
        Pages.Page<AccessKeyMetadata> page =
                pages.cut(
                        new Pages.Asked(
                                call, Iam.LIST_ACCESS_KEYS, input.toMap(), input.maxItems()),
                        all,
                        it -> it.accessKeyId().orElse(""));
        return ListAccessKeysResponse.builder()
                .accessKeyMetadata(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private UpdateAccessKeyResponse update(Call call, UpdateAccessKeyRequest input) {
        keys.setActive(
                Arns.userName(call.caller(), input.userName()),
                input.accessKeyId(),
                input.status().equals("Active"));
        return new UpdateAccessKeyResponse();
    }

    private DeleteAccessKeyResponse delete(Call call, DeleteAccessKeyRequest input) {
        keys.delete(Arns.userName(call.caller(), input.userName()), input.accessKeyId());
        return new DeleteAccessKeyResponse();
    }

    private GetAccessKeyLastUsedResponse lastUsed(Call call, GetAccessKeyLastUsedRequest input) {
        User owner =
                directory
                        .findKey(input.accessKeyId())
                        .orElseThrow(() -> AccessKeys.missing(input.accessKeyId()))
                        .user();
        LastUse use = uses.find(input.accessKeyId()).orElse(NEVER);
        return GetAccessKeyLastUsedResponse.builder()
                .userName(owner.name())
                .accessKeyLastUsed(
                        AccessKeyLastUsed.builder()
                                .lastUsedDate(use.at())
                                .serviceName(use.service())
                                .region(use.region())
                                .build())
                .build();
    }
}
