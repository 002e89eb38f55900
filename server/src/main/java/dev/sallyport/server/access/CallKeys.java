package dev.sallyport.server.access;

import dev.sallyport.policy.ConditionKeys;
import dev.sallyport.policy.RecurringHours;
import dev.sallyport.policy.Request;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.Pass;
import dev.sallyport.server.identity.SessionTraits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The condition keys of one call about one of its resources. A key is looked up when a policy asks
/// for it, not before.
///
/// Nothing a caller writes can become a key of another meaning: the call's own keys are named by
/// this server, all but tag keys, and those stand behind a prefix.
final class CallKeys implements ConditionKeys {
    private static final RecurringHours HOURS = new RecurringHours();
    private static final List<String> NONE = List.of();
    private static final List<String> TAG_PREFIXES =
            List.of("aws:resourcetag/", "ssm:resourcetag/", "ec2:resourcetag/", "iam:resourcetag/");
    private static final String PRINCIPAL_TAG = "aws:principaltag/";

    private final Question question;
    private final Standing standing;
    private final String resource;
    private final Things things;

    CallKeys(Question question, Standing standing, String resource, Things things) {
        this.question = question;
        this.standing = standing;
        this.resource = resource;
        this.things = things;
    }

    @Override
    public List<String> values(String name) {
        List<String> own = question.aim().keys().get(name);
        if (own != null) {
            return own;
        }
        if (name.startsWith(PRINCIPAL_TAG)) {
            return list(Standing.tag(standing.tags(), name.substring(PRINCIPAL_TAG.length())));
        }
        for (String prefix : TAG_PREFIXES) {
            if (name.startsWith(prefix)) {
                return resourceTag(name.substring(prefix.length()));
            }
        }
        return name.startsWith("aws:") ? global(name) : ofThing(name);
    }

    private List<String> resourceTag(String key) {
        return resource.equals(Request.NO_RESOURCE)
                ? NONE
                : list(Standing.tag(things.tagsOf(resource), key));
    }

    private List<String> ofThing(String name) {
        if (name.startsWith("sallyport:")) {
            return HOURS.values(name, question.circumstances().at());
        }
        List<String> claimed = ofClaims(name);
        return claimed.isEmpty() ? things.keysOf(resource).getOrDefault(name, NONE) : claimed;
    }

    private List<String> global(String name) {
        Circumstances call = question.circumstances();
        return switch (name) {
            case "aws:currenttime" -> List.of(call.at().truncatedTo(ChronoUnit.SECONDS).toString());
            case "aws:epochtime" -> List.of(Long.toString(call.at().getEpochSecond()));
            case "aws:sourceip" -> List.of(call.sourceIp());
            case "aws:securetransport" -> List.of(Boolean.toString(call.secure()));
            case "aws:useragent" -> call.userAgent().isEmpty() ? NONE : List.of(call.userAgent());
            case "aws:requestedregion" -> List.of(call.region());
            case "aws:viaawsservice", "aws:principalisawsservice" -> List.of("false");
            default -> ofCaller(name, question.caller());
        };
    }

    private List<String> ofCaller(String name, Caller caller) {
        return switch (name) {
            case "aws:userid" -> List.of(caller.userId());
            case "aws:principalaccount" -> List.of(caller.account().value());
            case "aws:principalarn" -> List.of(caller.principalArn());
            case "aws:principaltype" -> List.of(type(caller));
            case "aws:username" -> list(userName(caller));
            case "aws:multifactorauthpresent" ->
                    list(caller.pass().map(pass -> Boolean.toString(pass.mfaAt().isPresent())));
            case "aws:multifactorauthage" ->
                    list(caller.pass().flatMap(Pass::mfaAt).map(this::age));
            case "aws:tokenissuetime" -> list(caller.pass().map(pass -> pass.issued().toString()));
            case "aws:sourceidentity" -> list(SessionTraits.of(caller).sourceIdentity());
            default -> NONE;
        };
    }

    private String age(Instant mfaAt) {
        return Long.toString(Duration.between(mfaAt, question.circumstances().asked()).toSeconds());
    }

    /// Roles and federated users have none: a variable in a policy has no value then.
    private static Optional<String> userName(Caller caller) {
        return switch (caller) {
            case Caller.User user -> Optional.of(user.name());
            case Caller.UserSession session -> Optional.of(session.user().name());
            case Caller.AssumedRole _,
                    Caller.FederatedUser _,
                    Caller.WebIdentity _,
                    Caller.NodeRole _,
                    Caller.NodeKey _,
                    Caller.Anonymous _ ->
                    Optional.empty();
        };
    }

    private static String type(Caller caller) {
        return switch (caller) {
            case Caller.User _, Caller.UserSession _ -> "User";
            case Caller.AssumedRole _, Caller.NodeRole _ -> "AssumedRole";
            case Caller.FederatedUser _ -> "FederatedUser";
            case Caller.WebIdentity _, Caller.NodeKey _, Caller.Anonymous _ -> "Anonymous";
        };
    }

    /// What the identity provider said of whoever is behind the session (`issuer:sub`).
    private List<String> ofClaims(String name) {
        Map<String, String> claims =
                question.caller() instanceof Caller.WebIdentity web
                        ? web.claims()
                        : SessionTraits.of(question.caller()).claims();
        return list(Standing.tag(claims, name));
    }

    private static List<String> list(Optional<String> value) {
        return value.map(List::of).orElse(NONE);
    }
}
