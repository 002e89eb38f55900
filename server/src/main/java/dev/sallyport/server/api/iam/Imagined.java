package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.iam.model.ContextEntry;
import dev.sallyport.server.api.iam.model.SimulateCustomPolicyRequest;
import dev.sallyport.server.api.iam.model.SimulatePrincipalPolicyRequest;
import dev.sallyport.server.identity.directory.DirectoryFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a simulation is told, whichever operation it is.
///
/// @param named whether the caller named resources; else there is one, `*`
/// @param owner the account of the resources
/// @param caller the ARN of a user
record Imagined(
        List<String> actions,
        List<String> resources,
        boolean named,
        Texts texts,
        Optional<String> owner,
        Optional<String> caller,
        Map<String, List<String>> keys) {
    private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9]+");
    private static final Pattern OWNER = Pattern.compile("(?:arn:aws:iam::)?([0-9]{12})(?::root)?");
    private static final Pattern USER = Pattern.compile("arn:aws:iam::([0-9]{12}):user/(\\S+)");

    /// Documents that came with the call.
    record Texts(List<String> policies, List<String> boundaries, Optional<String> ofResource) {}

    static Imagined of(SimulateCustomPolicyRequest input) {
        refuse(input.resourceHandlingOption());
        return new Imagined(
                actions(input.actionNames()),
                resources(input.resourceArns()),
                isNamed(input.resourceArns()),
                texts(
                        input.policyInputList(),
                        input.permissionsBoundaryPolicyInputList(),
                        input.resourcePolicy()),
                input.resourceOwner().map(Imagined::account),
                input.callerArn().map(Imagined::user),
                keys(input.contextEntries()));
    }

    static Imagined of(SimulatePrincipalPolicyRequest input) {
        refuse(input.resourceHandlingOption());
        return new Imagined(
                actions(input.actionNames()),
                resources(input.resourceArns()),
                isNamed(input.resourceArns()),
                texts(
                        input.policyInputList(),
                        input.permissionsBoundaryPolicyInputList(),
                        input.resourcePolicy()),
                input.resourceOwner().map(Imagined::account),
                input.callerArn().map(Imagined::user),
                keys(input.contextEntries()));
    }

    // These are sets of resources that launching EC2 instances needs; none is served here.
    private static void refuse(Optional<String> handling) {
        if (handling.isPresent()) {
            throw DirectoryFault.invalidInput(
                    "ResourceHandlingOption " + handling.orElseThrow() + " is not supported.");
        }
    }

    private static List<String> actions(List<String> names) {
        for (String name : names) {
            if (!ACTION.matcher(name).matches()) {
                throw DirectoryFault.invalidInput(
                        "Invalid action name: "
                                + name
                                + " (expected: service:Operation, without wildcards)");
            }
        }
        return List.copyOf(names);
    }

    private static List<String> resources(List<String> arns) {
        return arns.isEmpty() ? List.of(Arns.ANY) : List.copyOf(arns);
    }

    private static boolean isNamed(List<String> arns) {
        return !arns.isEmpty() && !arns.equals(List.of(Arns.ANY));
    }

    private static Texts texts(
            List<String> policies, List<String> boundaries, Optional<String> ofResource) {
        if (boundaries.size() > 1) {
            throw DirectoryFault.invalidInput("Only one permissions boundary can be simulated.");
        }
        return new Texts(List.copyOf(policies), List.copyOf(boundaries), ofResource);
    }

    private static String account(String owner) {
        Matcher arn = OWNER.matcher(owner);
        if (!arn.matches()) {
            throw DirectoryFault.invalidInput("Invalid ResourceOwner: " + owner);
        }
        return arn.group(1);
    }

    private static String user(String arn) {
        if (!USER.matcher(arn).matches()) {
            throw DirectoryFault.invalidInput(
                    "Invalid CallerArn: " + arn + " (expected: the ARN of an IAM user)");
        }
        return arn;
    }

    private static Map<String, List<String>> keys(List<ContextEntry> entries) {
        Map<String, List<String>> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (ContextEntry entry : entries) {
            String name =
                    entry.contextKeyName()
                            .orElseThrow(() ->
                                    DirectoryFault.invalidInput(
                                            "A context entry has no ContextKeyName."));
            boolean single =
                    entry.contextKeyType().filter(type -> !type.endsWith("List")).isPresent();
            if (single && entry.contextKeyValues().size() > 1) {
                throw DirectoryFault.invalidInput(
                        "Context key " + name + " has several values, and its type has one.");
            }
            if (keys.put(name, List.copyOf(entry.contextKeyValues())) != null) {
                throw DirectoryFault.invalidInput("Context key " + name + " is there twice.");
            }
        }
        return keys;
    }
}
