package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.DeleteSSHPublicKeyRequest;
import dev.sallyport.server.api.iam.model.DeleteSSHPublicKeyResponse;
import dev.sallyport.server.api.iam.model.GetSSHPublicKeyRequest;
import dev.sallyport.server.api.iam.model.GetSSHPublicKeyResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListSSHPublicKeysRequest;
import dev.sallyport.server.api.iam.model.ListSSHPublicKeysResponse;
import dev.sallyport.server.api.iam.model.SSHPublicKey;
import dev.sallyport.server.api.iam.model.SSHPublicKeyMetadata;
import dev.sallyport.server.api.iam.model.UpdateSSHPublicKeyRequest;
import dev.sallyport.server.api.iam.model.UpdateSSHPublicKeyResponse;
import dev.sallyport.server.api.iam.model.UploadSSHPublicKeyRequest;
import dev.sallyport.server.api.iam.model.UploadSSHPublicKeyResponse;
import dev.sallyport.server.identity.care.PublicKeys;
import dev.sallyport.server.identity.care.Registrar;
import dev.sallyport.server.identity.care.SshKeys;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.SshKey;
import dev.sallyport.server.identity.directory.User;

/// Users' public keys for SSH.
public final class SshKeyRoutes {
    private final Arns arns;
    private final Pages pages;
    private final SshKeys keys;

    public SshKeyRoutes(Directory directory, Registrar registrar, PageTokens tokens) {
        this.arns = new Arns(directory);
        this.pages = new Pages(tokens);
        this.keys = new SshKeys(registrar);
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(Iam.UPLOAD_SSH_PUBLIC_KEY, it -> arns.user(it.userName()), this::upload)
                .on(Iam.GET_SSH_PUBLIC_KEY, it -> arns.user(it.userName()), this::get)
                .onOwn(
                        Iam.LIST_SSH_PUBLIC_KEYS,
                        (caller, it) -> arns.user(caller, it.userName()),
                        this::list)
                .on(Iam.UPDATE_SSH_PUBLIC_KEY, it -> arns.user(it.userName()), this::update)
                .on(Iam.DELETE_SSH_PUBLIC_KEY, it -> arns.user(it.userName()), this::delete);
    }

    private UploadSSHPublicKeyResponse upload(Call call, UploadSSHPublicKeyRequest input) {
        SshKey key = keys.upload(input.userName(), input.sshPublicKeyBody());
        return UploadSSHPublicKeyResponse.builder()
                .sshPublicKey(view(input.userName(), key, key.body()))
                .build();
    }

    private static SSHPublicKey view(String user, SshKey key, String body) {
        return SSHPublicKey.builder()
                .userName(user)
                .sshPublicKeyId(key.id())
                .fingerprint(key.fingerprint())
                .sshPublicKeyBody(body)
                .status(status(key))
                .uploadDate(key.uploaded())
                .build();
    }

    private static String status(SshKey key) {
        return key.active() ? "Active" : "Inactive";
    }

    private GetSSHPublicKeyResponse get(Call call, GetSSHPublicKeyRequest input) {
        SshKey key = SshKeys.find(arns.roster(), input.userName(), input.sshPublicKeyId());
        String body = input.encoding().equals("PEM") ? PublicKeys.toPem(key.body()) : key.body();
        return GetSSHPublicKeyResponse.builder()
                .sshPublicKey(view(input.userName(), key, body))
                .build();
    }

    private ListSSHPublicKeysResponse list(Call call, ListSSHPublicKeysRequest input) {
        User user = arns.roster().user(Arns.userName(call.caller(), input.userName()));
        Pages.Page<SshKey> page =
                pages.cut(
                        new Pages.Asked(
                                call, Iam.LIST_SSH_PUBLIC_KEYS, input.toMap(), input.maxItems()),
                        user.keyring().sshKeys(),
                        SshKey::id);
        return ListSSHPublicKeysResponse.builder()
                .sshPublicKeys(
                        page.items().stream()
                                .map(key ->
                                        SSHPublicKeyMetadata.builder()
                                                .userName(user.name())
                                                .sshPublicKeyId(key.id())
                                                .status(status(key))
                                                .uploadDate(key.uploaded())
                                                .build())
                                .toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private UpdateSSHPublicKeyResponse update(Call call, UpdateSSHPublicKeyRequest input) {
        keys.setActive(input.userName(), input.sshPublicKeyId(), input.status().equals("Active"));
        return new UpdateSSHPublicKeyResponse();
    }

    private DeleteSSHPublicKeyResponse delete(Call call, DeleteSSHPublicKeyRequest input) {
        keys.delete(input.userName(), input.sshPublicKeyId());
        return new DeleteSSHPublicKeyResponse();
    }
}
