package dev.sallyport.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The account of the case tables: who asks, on what, with which keys.
final class Scene {
    static final String ACCOUNT = "111122223333";
    private static final String NODE = "arn:aws:ssm:us-east-1:111122223333:managed-instance/mi-";
    private static final String TWIN = "arn:aws:ec2:us-east-1:111122223333:instance/";
    private static final RecurringHours HOURS = new RecurringHours();

    private final Map<String, List<String>> keys = new HashMap<>();
    private final Map<String, String> nodeTags =
            new HashMap<>(Map.of("Name", "web-server-tier", "team", "a", "platform", "acme"));
    private final Principal principal;
    private Instant now = Instant.parse("2026-03-02T10:00:00Z");

    Scene(String who, String more) {
        principal = principal(who);
        key("aws:SourceIp", "203.0.113.10");
        key("aws:CurrentTime", "2026-03-02T10:00:00Z");
        key("aws:EpochTime", "1772445600");
        key("aws:ViaAWSService", "false");
        key("aws:SecureTransport", "true");
        addCaller(who);
        for (String pair : more.isBlank() ? new String[0] : more.split(";", -1)) {
            int equals = pair.indexOf('=');
            change(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
        }
    }

    private void change(String name, String value) {
        if (name.equals("now")) {
            now = Instant.parse(value);
        } else if (name.startsWith("node:")) {
            nodeTags.put(name.substring("node:".length()), value);
        } else if (name.equals("aws:TagKeys")) {
            keys.put(lower(name), List.of(value.split("/", -1)));
        } else {
            key(name, value);
        }
    }

    private void addCaller(String who) {
        switch (who) {
            case "uL", "uM", "u0" -> {
                key("aws:username", "alice");
                key("aws:userid", "AIDAALICE");
                key("aws:PrincipalArn", "arn:aws:iam::111122223333:user/alice");
            }
            case "rB", "rM" -> {
                key("aws:userid", "AROADEV:bob");
                key("aws:PrincipalArn", "arn:aws:iam::111122223333:role/Dev");
            }
            default -> key("aws:userid", who);
        }
        if (!who.equals("uL") && !who.equals("root")) {
            boolean mfa = who.endsWith("M");
            key("aws:TokenIssueTime", "2026-03-02T09:59:00Z");
            key("aws:MultiFactorAuthPresent", Boolean.toString(mfa));
            if (mfa) {
                key("aws:MultiFactorAuthAge", "60");
            }
        }
    }

    private void key(String name, String value) {
        keys.put(lower(name), List.of(value));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Principal principal(String who) {
        if (who.startsWith("svc:")) {
            return new Principal.Service(who.substring(4));
        }
        return switch (who) {
            case "uL", "uM", "u0" ->
                    new Principal.User(
                            ACCOUNT, "arn:aws:iam::111122223333:user/alice", "AIDAALICE");
            case "rB", "rM" ->
                    new Principal.RoleSession(
                            ACCOUNT,
                            "arn:aws:sts::111122223333:assumed-role/Dev/bob",
                            "arn:aws:iam::111122223333:role/Dev",
                            "AROADEV");
            case "node" ->
                    new Principal.RoleSession(
                            ACCOUNT,
                            "arn:aws:sts::111122223333:assumed-role/Node/mi-1",
                            "arn:aws:iam::111122223333:role/Node",
                            "AROANODE");
            case "root" -> new Principal.Root(ACCOUNT);
            case "fed" ->
                    new Principal.FederatedUser(
                            ACCOUNT,
                            "arn:aws:sts::111122223333:federated-user/carol",
                            "arn:aws:iam::111122223333:user/alice");
            case "nobody" -> new Principal.Anonymous();
            default -> throw new IllegalArgumentException(who);
        };
    }

    /// Every resource of the call is a request of its own; the first refusal counts.
    Decision decide(
            PrincipalPolicies policies,
            Optional<ResourcePolicy> resource,
            String action,
            String resources) {
        List<String> words = new ArrayList<>(Arrays.asList(resources.split(" ", -1)));
        String first = words.removeFirst();
        boolean node = List.of("N", "N-", "M").contains(first);
        if (!node) {
            return ask(policies, resource, action, names(first), keys());
        }
        boolean always = words.remove("always");
        boolean named = !words.isEmpty();
        Map<String, List<String>> onNode = new HashMap<>(keys);
        nodeTags.forEach((tag, value) -> {
            List<String> values = value.isEmpty() ? List.of() : List.of(value);
            onNode.put(lower("ssm:resourceTag/" + tag), values);
            onNode.put(lower("aws:ResourceTag/" + tag), values);
        });
        if (!named && !always) {
            onNode.put(lower("ssm:SessionDocumentAccessCheck"), List.of("false"));
        }
        Decision decision = ask(policies, resource, action, names(first), keys(onNode));
        if (!decision.isAllowed()) {
            return decision;
        }
        String document = named ? words.getFirst() : "DEF";
        Decision ofDocument = ask(policies, resource, action, names(document), keys());
        // The default document opens nothing in the classic mode, but a denial of it counts.
        return named || always || ofDocument instanceof Decision.ExplicitDeny
                ? ofDocument
                : decision;
    }

    private Decision ask(
            PrincipalPolicies policies,
            Optional<ResourcePolicy> resource,
            String action,
            List<String> names,
            ConditionKeys context) {
        return Authorizer.decide(policies, resource, Request.of(principal, action, names, context));
    }

    private ConditionKeys keys() {
        return keys(keys);
    }

    ConditionKeys keys(Map<String, List<String>> known) {
        ConditionKeys written = ConditionKeys.of(known);
        return name -> {
            List<String> values = written.values(name);
            return values.isEmpty() ? HOURS.values(name, now) : values;
        };
    }

    private static List<String> names(String word) {
        return switch (word) {
            case "N" ->
                    List.of(
                            NODE + "0a1b2c3d4e5f60718",
                            TWIN + "mi-0a1b2c3d4e5f60718",
                            TWIN + "i-0a1b2c3d4e5f60718");
            case "N-" -> List.of(NODE + "0a1b2c3d4e5f60718");
            case "M" -> List.of(NODE + "0fffffffffffffff1", TWIN + "i-0fffffffffffffff1");
            default -> Arrays.stream(word.split("\\+", -1)).map(Written::name).toList();
        };
    }
}
