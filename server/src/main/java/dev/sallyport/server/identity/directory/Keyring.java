package dev.sallyport.server.identity.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a user can prove itself with, but for MFA devices, which outlive their users.
public record Keyring(
        List<AccessKey> accessKeys,
        List<SshKey> sshKeys,
        List<SigningCertificate> certificates,
        List<ServiceCredential> serviceCredentials,
        Optional<Login> login) {
    /// No way in.
    public static final Keyring EMPTY =
            new Keyring(List.of(), List.of(), List.of(), List.of(), Optional.empty());

    public Keyring {
        accessKeys = List.copyOf(accessKeys);
        sshKeys = List.copyOf(sshKeys);
        certificates = List.copyOf(certificates);
        serviceCredentials = List.copyOf(serviceCredentials);
    }

    public boolean isEmpty() {
        return equals(EMPTY);
    }

    public Optional<AccessKey> accessKey(String id) {
        return find(accessKeys, AccessKey::id, id);
    }

    public Optional<SshKey> sshKey(String id) {
        return find(sshKeys, SshKey::id, id);
    }

    public Optional<SigningCertificate> certificate(String id) {
        return find(certificates, SigningCertificate::id, id);
    }

    public Optional<ServiceCredential> serviceCredential(String id) {
        return find(serviceCredentials, ServiceCredential::id, id);
    }

    /// In the place of the key with its id, else behind the others.
    public Keyring with(AccessKey key) {
        return withAccessKeys(put(accessKeys, AccessKey::id, key));
    }

    public Keyring withAccessKeys(List<AccessKey> keys) {
        return new Keyring(keys, sshKeys, certificates, serviceCredentials, login);
    }

    public Keyring withoutAccessKey(String id) {
        return withAccessKeys(without(accessKeys, AccessKey::id, id));
    }

    /// In the place of the key with its id, else behind the others.
    public Keyring with(SshKey key) {
        return withSshKeys(put(sshKeys, SshKey::id, key));
    }

    private Keyring withSshKeys(List<SshKey> keys) {
        return new Keyring(accessKeys, keys, certificates, serviceCredentials, login);
    }

    public Keyring withoutSshKey(String id) {
        return withSshKeys(without(sshKeys, SshKey::id, id));
    }

    /// In the place of the certificate with its id, else behind the others.
    public Keyring with(SigningCertificate certificate) {
        return withCertificates(put(certificates, SigningCertificate::id, certificate));
    }

    private Keyring withCertificates(List<SigningCertificate> others) {
        return new Keyring(accessKeys, sshKeys, others, serviceCredentials, login);
    }

    public Keyring withoutCertificate(String id) {
        return withCertificates(without(certificates, SigningCertificate::id, id));
    }

    /// In the place of the credential with its id, else behind the others.
    public Keyring with(ServiceCredential credential) {
        return withServiceCredentials(put(serviceCredentials, ServiceCredential::id, credential));
    }

    private Keyring withServiceCredentials(List<ServiceCredential> others) {
        return new Keyring(accessKeys, sshKeys, certificates, others, login);
    }

    public Keyring withoutServiceCredential(String id) {
        return withServiceCredentials(without(serviceCredentials, ServiceCredential::id, id));
    }

    public Keyring withLogin(Optional<Login> other) {
        return new Keyring(accessKeys, sshKeys, certificates, serviceCredentials, other);
    }

    private static <T> Optional<T> find(List<T> items, Function<T, String> idOf, String id) {
        return items.stream().filter(it -> idOf.apply(it).equals(id)).findFirst();
    }

    private static <T> List<T> put(List<T> items, Function<T, String> idOf, T item) {
        String id = idOf.apply(item);
        if (find(items, idOf, id).isPresent()) {
            return items.stream().map(it -> idOf.apply(it).equals(id) ? item : it).toList();
        }
        List<T> more = new ArrayList<>(items);
        more.add(item);
        return more;
    }

    private static <T> List<T> without(List<T> items, Function<T, String> idOf, String id) {
        return items.stream().filter(it -> !idOf.apply(it).equals(id)).toList();
    }
}
