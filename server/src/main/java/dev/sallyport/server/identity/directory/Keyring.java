package dev.sallyport.server.identity.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a user can prove itself with, but for MFA devices, which outlive their users.
public record Keyring(List<AccessKey> accessKeys, List<SshKey> sshKeys, Optional<Login> login) {
    /// No way in.
    public static final Keyring EMPTY = new Keyring(List.of(), List.of(), Optional.empty());

    public Keyring {
        accessKeys = List.copyOf(accessKeys);
        sshKeys = List.copyOf(sshKeys);
    }

    public boolean isEmpty() {
        return accessKeys.isEmpty() && sshKeys.isEmpty() && login.isEmpty();
    }

    public Optional<AccessKey> accessKey(String id) {
        return accessKeys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    public Optional<SshKey> sshKey(String id) {
        return sshKeys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /// In the place of the key with its id, else behind the others.
    public Keyring with(AccessKey key) {
        boolean known = accessKey(key.id()).isPresent();
        return withAccessKeys(
                known
                        ? replaced(accessKeys, it -> it.id().equals(key.id()) ? key : it)
                        : appended(accessKeys, key));
    }

    public Keyring withAccessKeys(List<AccessKey> keys) {
        return new Keyring(keys, sshKeys, login);
    }

    public Keyring withoutAccessKey(String id) {
        return withAccessKeys(accessKeys.stream().filter(it -> !it.id().equals(id)).toList());
    }

    /// In the place of the key with its id, else behind the others.
    public Keyring with(SshKey key) {
        boolean known = sshKey(key.id()).isPresent();
        return new Keyring(
                accessKeys,
                known
                        ? replaced(sshKeys, it -> it.id().equals(key.id()) ? key : it)
                        : appended(sshKeys, key),
                login);
    }

    public Keyring withoutSshKey(String id) {
        return new Keyring(
                accessKeys, sshKeys.stream().filter(it -> !it.id().equals(id)).toList(), login);
    }

    public Keyring withLogin(Optional<Login> other) {
        return new Keyring(accessKeys, sshKeys, other);
    }

    private static <T> List<T> replaced(List<T> items, UnaryOperator<T> change) {
        return items.stream().map(change).toList();
    }

    private static <T> List<T> appended(List<T> items, T item) {
        List<T> more = new ArrayList<>(items);
        more.add(item);
        return more;
    }
}
