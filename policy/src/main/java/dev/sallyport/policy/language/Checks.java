package dev.sallyport.policy.language;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What AWS checks in a policy of the right form, in AWS's order. Order and texts as in the tests
/// that public stand-ins for IAM keep against the real service's answers.
final class Checks {
    private static final Pattern SID = Pattern.compile("[0-9A-Za-z]*");
    private static final Pattern VENDOR = Pattern.compile("[0-9A-Za-z.-]+");

    private Checks() {}

    static void check(Draft draft, PolicyKind kind) throws Fault {
        checkValues(draft);
        checkVersion(draft, kind);
        checkElements(draft, kind);
        for (Draft.Part part : draft.parts()) {
            if (part.resources().isPresent()) {
                ResourceChecks.checkLegacy(
                        part.resources().orElseThrow(), draft.version().version());
            }
        }
        checkSids(draft, kind);
        checkPresence(draft, kind);
        for (Draft.Part part : draft.parts()) {
            if (part.resources().isPresent()) {
                ResourceChecks.check(part.resources().orElseThrow());
            }
        }
        for (Draft.Part part : draft.parts()) {
            checkActions(part, kind);
        }
    }

    private static void checkValues(Draft draft) throws Fault {
        for (Draft.Part part : draft.parts()) {
            for (Condition condition : part.conditions()) {
                ValueChecks.check(condition, draft.version().version());
            }
        }
    }

    private static void checkVersion(Draft draft, PolicyKind kind) throws Fault {
        Draft.Version version = draft.version();
        if (kind == PolicyKind.MANAGED && version.version() != PolicyVersion.V2012) {
            throw new Fault(
                    version.at(),
                    "Policy document must be version 2012-10-17 or greater.",
                    version.written()
                            ? "write \"Version\": \"2012-10-17\""
                            : "add \"Version\": \"2012-10-17\"");
        }
    }

    private static void checkElements(Draft draft, PolicyKind kind) throws Fault {
        for (Draft.Part part : draft.parts()) {
            if (part.principals().isPresent()) {
                Draft.Whom whom = part.principals().orElseThrow();
                if (!kind.namesPrincipals()) {
                    throw new Fault(
                            whom.at(),
                            "Policy document should not specify a principal.",
                            "remove it: the policy applies to whoever has it");
                }
                PrincipalChecks.check(whom, kind);
            } else if (kind.namesPrincipals()) {
                throw new Fault(
                        part.span().start(),
                        "Missing required field Principal",
                        "add \"Principal\": whom the statement is about");
            }
            if (kind == PolicyKind.TRUST && part.resources().isPresent()) {
                throw new Fault(
                        part.resources().orElseThrow().at(),
                        "Has prohibited field Resource",
                        "remove it: a trust policy is about its own role");
            }
        }
    }

    private static void checkSids(Draft draft, PolicyKind kind) throws Fault {
        Set<String> seen = new HashSet<>();
        for (Draft.Part part : draft.parts()) {
            if (part.sid().isEmpty() || part.sid().orElseThrow().text().isEmpty()) {
                continue;
            }
            Json.Text sid = part.sid().orElseThrow();
            // Keys' and buckets' policies have spaces in theirs: "Enable IAM User Permissions".
            if (kind != PolicyKind.RESOURCE && !SID.matcher(sid.text()).matches()) {
                throw new Fault(
                        sid.at(),
                        "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies"
                                + " the regular expression [0-9A-Za-z]*",
                        "use only letters and digits in " + Fault.quote(sid.text()));
            }
            if (!seen.add(sid.text())) {
                throw new Fault(
                        sid.at(),
                        "Statement IDs (SID) in a single policy must be unique.",
                        Fault.quote(sid.text()) + " was used before: change one of them");
            }
        }
    }

    private static void checkPresence(Draft draft, PolicyKind kind) throws Fault {
        for (Draft.Part part : draft.parts()) {
            if (isEmpty(part.actions())) {
                throw new Fault(
                        part.actions().map(Draft.Words::at).orElse(part.span().start()),
                        "Policy statement must contain actions.",
                        "add \"Action\": [ ... ]");
            }
        }
        for (Draft.Part part : draft.parts()) {
            if (kind != PolicyKind.TRUST && isEmpty(part.resources())) {
                throw new Fault(
                        part.resources().map(Draft.Words::at).orElse(part.span().start()),
                        "Policy statement must contain resources.",
                        "add \"Resource\": [ ... ]");
            }
        }
    }

    private static boolean isEmpty(Optional<Draft.Words> words) {
        return words.map(Draft.Words::texts).orElse(List.of()).isEmpty();
    }

    private static void checkActions(Draft.Part part, PolicyKind kind) throws Fault {
        for (Json.Text action : part.actions().orElseThrow().texts()) {
            checkAction(action);
            if (kind == PolicyKind.TRUST && !action.text().startsWith("sts:")) {
                throw new Fault(
                        action.at(),
                        "AssumeRole policy may only specify STS AssumeRole actions.",
                        "only actions that begin with sts: belong here");
            }
        }
    }

    private static void checkAction(Json.Text action) throws Fault {
        String text = action.text();
        if (text.equals("*")) {
            return;
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new Fault(
                    action.at(),
                    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
                    "write " + Fault.quote(text) + " with its service, as in ssm:StartSession");
        }
        if (text.indexOf(':', colon + 1) >= 0) {
            throw new Fault(
                    action.at(),
                    "Actions/Condition can contain only one colon.",
                    "an action is service:Name; was this meant as a resource?");
        }
        String vendor = text.substring(0, colon);
        if (!VENDOR.matcher(vendor).matches()) {
            throw new Fault(
                    action.at(),
                    "Vendor " + vendor + " is not valid",
                    "before the colon belongs one service, without wildcards");
        }
    }
}
