package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.Identifiers;
import dev.sallyport.server.identity.directory.Account;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.Label;
import dev.sallyport.server.identity.directory.Roster;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Changes the directory by one entity at a time, for those who know the rules.
public final class Registrar {
    private final Directory directory;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public Registrar(Directory directory, Identifiers identifiers, InstantSource clock) {
        this.directory = directory;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    public Roster roster() {
        return directory.roster();
    }

    Instant now() {
        return clock.instant();
    }

    Identifiers identifiers() {
        return identifiers;
    }

    /// `prefix` says of what, as `AIDA`.
    Label label(String prefix, Optional<String> path, String name) {
        return new Label(identifiers.newId(prefix), path.orElse("/"), name, now());
    }

    /// Puts what `step` makes of the roster into it.
    <T extends Entity> T put(Function<Roster, T> step) {
        return directory.change(roster -> {
            T entity = step.apply(roster);
            return new Directory.Changed<>(roster.with(entity), entity);
        });
    }

    /// Takes what `step` finds in the roster out of it.
    <T extends Entity> T remove(Function<Roster, T> step) {
        return directory.change(roster -> {
            T entity = step.apply(roster);
            return new Directory.Changed<>(roster.without(entity), entity);
        });
    }

    void account(UnaryOperator<Account> step) {
        directory.change(
                roster -> new Directory.Changed<>(roster.with(step.apply(roster.account())), true));
    }
}
