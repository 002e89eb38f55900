package dev.sallyport.cli.judge;

import dev.sallyport.policy.ConditionKeys;
import dev.sallyport.policy.Principal;
import dev.sallyport.policy.RecurringHours;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The condition keys of one call about one thing, as the server fills them in.
final class Keys implements ConditionKeys {
    private static final List<String> NONE = List.of();
    private static final String PRINCIPAL_TAG = "aws:principaltag/";
    private static final String RESOURCE_TAG = ":resourcetag/";

    private final RecurringHours hours;
    private final Who who;
    private final Thing thing;
    private final Situation situation;

    Keys(RecurringHours hours, Who who, Thing thing, Situation situation) {
        this.hours = hours;
        this.who = who;
        this.thing = thing;
        this.situation = situation;
    }

    /// Whether a key depends on the call alone, so that nobody can know it beforehand.
    static boolean isOfTheCall(String key, Thing thing) {
        String name = key.toLowerCase(Locale.ROOT);
        boolean ofCaller =
                name.startsWith("aws:principal")
                        || name.equals("aws:username")
                        || name.equals("aws:userid");
        return name.contains(RESOURCE_TAG) ? thing.tags().isEmpty() : !ofCaller;
    }

    @Override
    public List<String> values(String name) {
        List<String> said = situation.more().get(name);
        if (said != null) {
            return said;
        }
        if (name.startsWith(PRINCIPAL_TAG)) {
            return tag(who.tags(), name.substring(PRINCIPAL_TAG.length()));
        }
        int tag = name.indexOf(RESOURCE_TAG);
        if (tag > 0) {
            return tag(thing.tags().orElse(Map.of()), name.substring(tag + RESOURCE_TAG.length()));
        }
        return name.startsWith("sallyport:") ? hours.values(name, situation.at()) : global(name);
    }

    private List<String> global(String name) {
        return switch (name) {
            case "aws:currenttime" ->
                    List.of(situation.at().truncatedTo(ChronoUnit.SECONDS).toString());
            case "aws:epochtime" -> List.of(Long.toString(situation.at().getEpochSecond()));
            case "aws:sourceip" -> list(situation.sourceIp());
            case "aws:securetransport" -> List.of("true");
            case "aws:viaawsservice", "aws:principalisawsservice" -> List.of("false");
            case "aws:multifactorauthpresent" ->
                    switch (situation.proof()) {
                        case LONG_TERM_KEY -> NONE;
                        case SESSION -> List.of("false");
                        case MFA -> List.of("true");
                    };
            case "aws:multifactorauthage" -> situation.proof() == Proof.MFA ? List.of("0") : NONE;
            case "aws:tokenissuetime" ->
                    situation.proof() == Proof.LONG_TERM_KEY
                            ? NONE
                            : List.of(situation.at().truncatedTo(ChronoUnit.SECONDS).toString());
            default -> ofCaller(name);
        };
    }

    private List<String> ofCaller(String name) {
        return switch (name) {
            case "aws:principalaccount" ->
                    list(Optional.of(who.principal().accountId()).filter(it -> !it.isEmpty()));
            case "aws:username" ->
                    who.principal() instanceof Principal.User ? List.of(who.name()) : NONE;
            case "aws:principalarn" -> list(principalArn());
            case "aws:userid" -> list(userId());
            case "aws:principaltype" -> List.of(type());
            default -> NONE;
        };
    }

    private Optional<String> principalArn() {
        return switch (who.principal()) {
            case Principal.RoleSession session -> Optional.of(session.roleArn());
            case Principal.Service _, Principal.Federated _, Principal.Anonymous _ ->
                    Optional.empty();
            case Principal.User _, Principal.FederatedUser _, Principal.Root _ ->
                    Optional.of(who.arn());
        };
    }

    private Optional<String> userId() {
        return switch (who.principal()) {
            case Principal.User user -> Optional.of(user.id());
            case Principal.RoleSession session ->
                    Optional.of(
                            session.roleId()
                                    + ":"
                                    + session.arn().substring(session.arn().lastIndexOf('/') + 1));
            case Principal.Root root -> Optional.of(root.account());
            case Principal.FederatedUser _,
                    Principal.Service _,
                    Principal.Federated _,
                    Principal.Anonymous _ ->
                    Optional.empty();
        };
    }

    private String type() {
        return switch (who.principal()) {
            case Principal.User _ -> "User";
            case Principal.RoleSession _ -> "AssumedRole";
            case Principal.FederatedUser _ -> "FederatedUser";
            case Principal.Root _ -> "Account";
            case Principal.Service _, Principal.Federated _, Principal.Anonymous _ -> "Anonymous";
        };
    }

    private static List<String> tag(Map<String, String> tags, String lowerCaseKey) {
        return tags.entrySet().stream()
                .filter(tag -> tag.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseKey))
                .map(Map.Entry::getValue)
                .map(List::of)
                .findFirst()
                .orElse(NONE);
    }

    private static List<String> list(Optional<String> value) {
        return value.map(List::of).orElse(NONE);
    }
}
