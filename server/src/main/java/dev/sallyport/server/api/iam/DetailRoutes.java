package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.GetAccountAuthorizationDetailsRequest;
import dev.sallyport.server.api.iam.model.GetAccountAuthorizationDetailsResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.identity.care.ManagedPolicies;
import dev.sallyport.server.identity.directory.AwsPolicies;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.Group;
import dev.sallyport.server.identity.directory.InstanceProfile;
import dev.sallyport.server.identity.directory.LastUses;
import dev.sallyport.server.identity.directory.ManagedPolicy;
import dev.sallyport.server.identity.directory.MfaDevice;
import dev.sallyport.server.identity.directory.OidcProvider;
import dev.sallyport.server.identity.directory.Role;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Everything about everybody, in one listing.
public final class DetailRoutes {
    private final Arns arns;
    private final Pages pages;
    private final LastUses uses;

    public DetailRoutes(Directory directory, PageTokens tokens, LastUses uses) {
        this.arns = new Arns(directory);
        this.pages = new Pages(tokens);
        this.uses = uses;
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes).on(Iam.GET_ACCOUNT_AUTHORIZATION_DETAILS, _ -> Arns.ANY, this::details);
    }

    private GetAccountAuthorizationDetailsResponse details(
            Call call, GetAccountAuthorizationDetailsRequest input) {
        Roster roster = arns.roster();
        Predicate<Entity> wanted =
                it -> input.filter().isEmpty() || input.filter().contains(kind(it));
        List<Entity> all =
                Stream.of(
                                roster.users().list(),
                                roster.groups().list(),
                                roster.roles().list(),
                                roster.policies().list(),
                                List.copyOf(AwsPolicies.all()))
                        .flatMap(List<? extends Entity>::stream)
                        .map(Entity.class::cast)
                        .filter(wanted)
                        .filter(it -> !isIdle(roster, it))
                        .sorted(Comparator.comparing(DetailRoutes::key))
                        .toList();
        Pages.Page<Entity> page =
                pages.cut(
                        new Pages.Asked(
                                call,
                                Iam.GET_ACCOUNT_AUTHORIZATION_DETAILS,
                                input.toMap(),
                                input.maxItems()),
                        all,
                        DetailRoutes::key);
        return new Details(roster, uses).reply(page);
    }

    private static String kind(Entity entity) {
        return switch (entity) {
            case User _ -> "User";
            case Group _ -> "Group";
            case Role _ -> "Role";
            case ManagedPolicy policy ->
                    policy.isShipped() ? "AWSManagedPolicy" : "LocalManagedPolicy";
            case InstanceProfile _, MfaDevice _, OidcProvider _ -> "";
        };
    }

    // Of AWS's policies only those are listed that somebody uses.
    private static boolean isIdle(Roster roster, Entity entity) {
        return entity instanceof ManagedPolicy policy
                && policy.isShipped()
                && ManagedPolicies.attachedTo(roster, policy.arn()).isEmpty()
                && ManagedPolicies.bounds(roster, policy.arn()).isEmpty();
    }

    private static String key(Entity entity) {
        return (kind(entity) + " " + entity.name()).toLowerCase(Locale.ROOT);
    }
}
