package dev.sallyport.server.identity.care;

import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.Guesses;
import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.Login;
import dev.sallyport.server.identity.directory.PasswordPolicy;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Users' passwords for the console, and what passwords must be like.
public final class Passwords {
    private final Registrar registrar;
    private final PasswordHash hashes;
    private final Guesses guesses;

    public Passwords(Registrar registrar, PasswordHash hashes, Guesses guesses) {
        this.registrar = registrar;
        this.hashes = hashes;
        this.guesses = guesses;
    }

    public User create(String userName, Secret password, boolean mustChange) {
        checkLooks(password);
        String hash = hashes.hash(password);
        return registrar.put(roster -> {
            User user = roster.user(userName);
            if (user.keyring().login().isPresent()) {
                throw DirectoryFault.alreadyExists(
                        "Login Profile for user " + userName + " already exists.");
            }
            Instant now = registrar.now();
            return with(user, new Login(hash, mustChange, now, now, List.of()));
        });
    }

    private static User with(User user, Login login) {
        return user.withKeyring(user.keyring().withLogin(Optional.of(login)));
    }

    public static Login find(Roster roster, String userName) {
        return roster.user(userName)
                .keyring()
                .login()
                .orElseThrow(() ->
                        DirectoryFault.noSuchEntity(
                                "Login Profile for User " + userName + " cannot be found."));
    }

    /// What is absent stays.
    public void update(String userName, Optional<Secret> password, Optional<Boolean> mustChange) {
        password.ifPresent(this::checkLooks);
        Optional<String> hash = password.map(hashes::hash);
        password.ifPresent(it -> checkNew(find(registrar.roster(), userName), it));
        registrar.put(roster -> {
            Login old = find(roster, userName);
            Login changed = hash.map(it -> replaced(old, it)).orElse(old);
            return with(
                    roster.user(userName),
                    new Login(
                            changed.hash(),
                            mustChange.orElse(old.mustChange()),
                            old.created(),
                            changed.changed(),
                            changed.earlier()));
        });
    }

    public void delete(String userName) {
        registrar.put(roster -> {
            User user = roster.user(userName);
            if (user.keyring().login().isEmpty()) {
                throw DirectoryFault.noSuchEntity("Cannot find Login Profile for User " + userName);
            }
            return user.withKeyring(user.keyring().withLogin(Optional.empty()));
        });
    }

    /// The user's own doing: it must know the old one.
    public void change(String userName, Secret old, Secret fresh) {
        Login login = find(registrar.roster(), userName);
        if (!verify(userName, old)) {
            throw new DirectoryFault(
                    DirectoryFault.Code.NOT_PERMITTED, "The old password was incorrect.");
        }
        checkLooks(fresh);
        checkNew(login, fresh);
        String hash = hashes.hash(fresh);
        registrar.put(roster -> {
            Login now = find(roster, userName);
            // Somebody else set another meanwhile: the old one that was proven is not it.
            if (!now.hash().equals(login.hash())) {
                throw new DirectoryFault(
                        DirectoryFault.Code.NOT_PERMITTED, "The old password was incorrect.");
            }
            return with(roster.user(userName), replaced(now, hash));
        });
    }

    /// Whether this is the user's password. Slow on purpose; false for a while after too many wrong
    /// ones.
    public boolean verify(String userName, Secret password) {
        Optional<User> user = registrar.roster().users().byName(userName);
        Optional<Login> login = user.flatMap(it -> it.keyring().login());
        // Not the user's id: who knows no more than a name must not be able to keep its owner from
        // using a device.
        List<String> guessed = user.map(it -> "password of " + it.id()).stream().toList();
        if (login.isEmpty() || !guesses.charge(guessed, registrar.now())) {
            // As long as for one that is looked at: who asks must not learn which names exist.
            hashes.hash(password);
            return false;
        }
        boolean right = hashes.matches(password, login.orElseThrow().hash());
        if (right) {
            guesses.forgive(guessed);
        }
        return right;
    }

    private Login replaced(Login old, String hash) {
        List<String> earlier = new ArrayList<>();
        earlier.add(old.hash());
        earlier.addAll(old.earlier());
        return new Login(
                hash,
                false,
                old.created(),
                registrar.now(),
                earlier.subList(0, Math.min(earlier.size(), MOST_REMEMBERED)));
    }

    private static final int MOST_REMEMBERED = 24;

    private PasswordPolicy policy() {
        return registrar.roster().account().passwordPolicy().orElse(PasswordPolicy.WITHOUT_ONE);
    }

    private void checkLooks(Secret password) {
        PasswordRules.fault(policy(), password)
                .ifPresent(text -> {
                    throw new DirectoryFault(DirectoryFault.Code.WEAK_PASSWORD, text);
                });
    }

    private void checkNew(Login login, Secret password) {
        int remembered = policy().remembered();
        List<String> forbidden = new ArrayList<>();
        if (remembered > 0) {
            forbidden.add(login.hash());
            login.earlier().stream().limit(remembered - 1L).forEach(forbidden::add);
        }
        if (forbidden.stream().anyMatch(hash -> hashes.matches(password, hash))) {
            throw new DirectoryFault(
                    DirectoryFault.Code.WEAK_PASSWORD,
                    "Password does not conform to the account password policy: it was used before.");
        }
    }

    public void setPolicy(PasswordPolicy policy) {
        registrar.account(account -> account.withPasswordPolicy(Optional.of(policy)));
    }

    public void deletePolicy() {
        registrar.account(account -> {
            if (account.passwordPolicy().isEmpty()) {
                throw noPolicy(account.id().value());
            }
            return account.withPasswordPolicy(Optional.empty());
        });
    }

    /// Throws when there is none.
    public PasswordPolicy findPolicy() {
        var account = registrar.roster().account();
        return account.passwordPolicy().orElseThrow(() -> noPolicy(account.id().value()));
    }

    private static DirectoryFault noPolicy(String account) {
        return DirectoryFault.noSuchEntity(
                "The Password Policy with domain name " + account + " cannot be found.");
    }
}
