package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.directory.DirectoryFault;
import java.util.Optional;

/// The account's other name.
public final class Aliases {
    private final Registrar registrar;

    public Aliases(Registrar registrar) {
        this.registrar = registrar;
    }

    /// A new one takes the place of the old.
    public void set(String alias) {
        registrar.account(account -> account.withAlias(Optional.of(alias)));
    }

    public void delete(String alias) {
        registrar.account(account -> {
            if (account.alias().filter(alias::equals).isEmpty()) {
                throw DirectoryFault.noSuchEntity(
                        "The account alias " + alias + " cannot be found.");
            }
            return account.withAlias(Optional.empty());
        });
    }
}
