package dev.sallyport.server.identity;

import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Roster;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/// What temporary credentials stand on, through every role on the way: when one of these falls,
/// they fall.
///
/// AWS lets sessions run on when the user behind them is gone. Here, taking somebody's key, device
/// or account away takes away what was made with it.
public record Roots(Set<Root> all) {
    /// More than anybody has who does not go round in circles through roles.
    static final int MOST = 16;

    /// Nothing in the account.
    public static final Roots NONE = new Roots(Set.of());

    public Roots {
        all = Set.copyOf(all);
    }

    /// What may be taken away.
    enum Kind {
        USER,
        KEY,
        DEVICE,
        ROLE,
        PROVIDER,
        NODE
    }

    /// One thing, by the id that is never used again.
    record Root(Kind kind, String id) {}

    static Roots of(Kind kind, String id) {
        return NONE.with(kind, id);
    }

    Roots with(Kind kind, String id) {
        Set<Root> more = new LinkedHashSet<>(all);
        more.add(new Root(kind, id));
        return new Roots(more);
    }

    /// Whether all of it is there, as it was when the credentials were issued.
    boolean stand(Directory directory, Instant issued) {
        Roster roster = directory.roster();
        return all.stream().allMatch(root -> stands(root, roster, directory, issued));
    }

    private static boolean stands(Root root, Roster roster, Directory directory, Instant issued) {
        return switch (root.kind) {
            case USER -> roster.users().byId(root.id).isPresent();
            case KEY -> directory.findKey(root.id).filter(it -> it.key().active()).isPresent();
            // Given away and given back, it is another's: or the same one's who lost it.
            case DEVICE ->
                    roster.devices()
                            .byId(root.id)
                            .flatMap(device -> device.use())
                            .filter(use -> !use.since().isAfter(issued))
                            .isPresent();
            case ROLE -> roster.roles().byId(root.id).isPresent();
            case PROVIDER -> roster.providers().byId(root.id).isPresent();
            // Nodes are not in the directory: a removed one is among the revocations.
            case NODE -> true;
        };
    }
}
