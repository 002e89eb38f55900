package dev.sallyport.server.store.sqlite;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.server.identity.directory.Account;
import dev.sallyport.server.identity.directory.PasswordPolicy;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The account's own rows, inside a transaction.
record AccountRows(Handle handle) {
    Optional<Account> find() {
        Optional<PasswordPolicy> policy = findPolicy();
        return handle.createQuery("SELECT id, created, alias FROM account")
                .map((row, _) ->
                        new Account(
                                new AccountId(row.getString("id")),
                                Instant.ofEpochMilli(row.getLong("created")),
                                Optional.ofNullable(row.getString("alias")),
                                policy))
                .findFirst();
    }

    private Optional<PasswordPolicy> findPolicy() {
        return handle.createQuery("SELECT * FROM iam_password_policy")
                .map((row, _) ->
                        new PasswordPolicy(
                                row.getInt("minimum_length"),
                                signs(row.getString("required")),
                                row.getInt("users_may_change") == 1,
                                row.getInt("maximum_age"),
                                row.getInt("remembered"),
                                row.getInt("hard_expiry") == 1))
                .findFirst();
    }

    private static Set<PasswordPolicy.Sign> signs(String text) {
        return Arrays.stream(text.split(","))
                .filter(sign -> !sign.isEmpty())
                .map(PasswordPolicy.Sign::valueOf)
                .collect(Collectors.toSet());
    }

    void save(Account account) {
        handle.createUpdate("UPDATE account SET alias = :alias WHERE id = :id")
                .bind("alias", account.alias())
                .bind("id", account.id().value())
                .execute();
        handle.execute("DELETE FROM iam_password_policy");
        account.passwordPolicy().ifPresent(policy -> save(account.id(), policy));
    }

    private void save(AccountId account, PasswordPolicy policy) {
        handle.createUpdate(
                        "INSERT INTO iam_password_policy (account_id, minimum_length, required,"
                                + " users_may_change, maximum_age, remembered, hard_expiry)"
                                + " VALUES (:account, :length, :required, :change, :age,"
                                + " :remembered, :hard)")
                .bind("account", account.value())
                .bind("length", policy.minimumLength())
                .bind(
                        "required",
                        policy.required().stream()
                                .map(Enum::name)
                                .sorted()
                                .collect(Collectors.joining(",")))
                .bind("change", policy.usersMayChange() ? 1 : 0)
                .bind("age", policy.maximumAgeDays())
                .bind("remembered", policy.remembered())
                .bind("hard", policy.hardExpiry() ? 1 : 0)
                .execute();
    }
}
