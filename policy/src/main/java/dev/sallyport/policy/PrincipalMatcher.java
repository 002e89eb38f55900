package dev.sallyport.policy;

import dev.sallyport.policy.language.Principals;
import java.util.List;

/// Whether, and how closely, a statement's principals name the one who asks.
record PrincipalMatcher(Principals principals) {
    /// {@link Answer#SILENT} when the statement is not about the principal.
    Answer match(Principal principal, boolean deny) {
        if (principals.negated()) {
            return matchOthers(principal, deny);
        }
        Answer best = Answer.SILENT;
        for (Principals.Name name : principals.names()) {
            Answer closeness = closeness(name, principal);
            if (closeness.compareTo(best) > 0) {
                best = closeness;
            }
        }
        return best;
    }

    /// A denial to all others spares only one who is listed with every name he has: session, role
    /// and account. An allowance to all others leaves out whoever is listed with any of them.
    private Answer matchOthers(Principal principal, boolean deny) {
        boolean listed =
                deny
                        ? identities(principal).stream().allMatch(this::isListed)
                        : identities(principal).stream().anyMatch(this::isListed);
        return listed ? Answer.SILENT : Answer.ALLOWS;
    }

    private boolean isListed(Identity identity) {
        for (Principals.Name name : principals.names()) {
            if (isEveryone(name)
                    || (name.type() == identity.type()
                            && (identity.isAccount()
                                    ? isAccount(name.value(), identity.value())
                                    : name.value().equals(identity.value())))) {
                return true;
            }
        }
        return false;
    }

    private record Identity(Principals.Type type, String value, boolean isAccount) {}

    private static List<Identity> identities(Principal principal) {
        return switch (principal) {
            case Principal.Root root -> List.of(account(root.account()));
            case Principal.User user -> List.of(aws(user.arn()), account(user.account()));
            case Principal.RoleSession session ->
                    List.of(aws(session.arn()), aws(session.roleArn()), account(session.account()));
            case Principal.FederatedUser user ->
                    List.of(aws(user.arn()), aws(user.userArn()), account(user.account()));
            case Principal.Service service ->
                    List.of(new Identity(Principals.Type.SERVICE, service.name(), false));
            case Principal.Federated token ->
                    List.of(new Identity(Principals.Type.FEDERATED, token.provider(), false));
            case Principal.Anonymous _ -> List.of(aws(""));
        };
    }

    private static Identity aws(String arn) {
        return new Identity(Principals.Type.AWS, arn, false);
    }

    private static Identity account(String id) {
        return new Identity(Principals.Type.AWS, id, true);
    }

    private static boolean isEveryone(Principals.Name name) {
        return switch (name.type()) {
            case ANYONE -> true;
            case AWS -> name.value().equals("*");
            case SERVICE, FEDERATED, CANONICAL_USER -> false;
        };
    }

    private static Answer closeness(Principals.Name name, Principal principal) {
        if (isEveryone(name)) {
            return Answer.ALLOWS;
        }
        return switch (name.type()) {
            case ANYONE -> Answer.ALLOWS;
            case AWS -> ofAccount(name.value(), principal);
            case SERVICE ->
                    allowsIf(
                            principal instanceof Principal.Service service
                                    && service.name().equals(name.value()));
            case FEDERATED ->
                    allowsIf(
                            principal instanceof Principal.Federated token
                                    && token.provider().equals(name.value()));
            case CANONICAL_USER -> Answer.SILENT;
        };
    }

    private static Answer allowsIf(boolean same) {
        return same ? Answer.ALLOWS : Answer.SILENT;
    }

    private static Answer ofAccount(String name, Principal principal) {
        if (principal.hasPolicies() && isAccount(name, principal.accountId())) {
            return principal instanceof Principal.Root ? Answer.ALLOWS : Answer.ALLOWS_ACCOUNT;
        }
        return switch (principal) {
            case Principal.User user -> allowsIf(name.equals(user.arn()) || name.equals(user.id()));
            case Principal.RoleSession session ->
                    name.equals(session.arn())
                            ? Answer.ALLOWS
                            : origin(name, session.roleArn(), session.roleId());
            case Principal.FederatedUser user ->
                    name.equals(user.arn())
                            ? Answer.ALLOWS
                            : origin(name, user.userArn(), user.userArn());
            case Principal.Root _,
                    Principal.Service _,
                    Principal.Federated _,
                    Principal.Anonymous _ ->
                    Answer.SILENT;
        };
    }

    private static Answer origin(String name, String arn, String id) {
        return name.equals(arn) || name.equals(id) ? Answer.ALLOWS_ORIGIN : Answer.SILENT;
    }

    /// `111122223333`, `arn:aws:iam::111122223333:root`, and `:*` in its place, which a much-read
    /// guide has in its key policy.
    private static boolean isAccount(String name, String account) {
        if (name.length() == account.length()) {
            return name.equals(account);
        }
        int tail =
                name.endsWith(":root") ? ":root".length() : name.endsWith(":*") ? ":*".length() : 0;
        int end = name.length() - tail;
        int start = end - account.length();
        return tail > 0
                && start > 0
                && name.startsWith("arn:aws")
                && name.startsWith("::", start - 2)
                && name.startsWith(account, start);
    }
}
