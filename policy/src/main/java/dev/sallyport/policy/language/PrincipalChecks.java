package dev.sallyport.policy.language;

import java.util.regex.Pattern;

/// The form of principals.
final class PrincipalChecks {
    private static final Pattern AWS =
            Pattern.compile(
                    "\\*|[0-9]{12}"
                            // The key policy of a much-read guide has this in place of :root.
                            + "|arn:aws[a-z-]*:iam::[0-9]{12}:(root|\\*|(user|role)/[^*?]+)"
                            + "|arn:aws[a-z-]*:sts::[0-9]{12}:(assumed-role|federated-user)/[^*?]+"
                            + "|(AIDA|AROA)[A-Z0-9]{8,124}");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");

    private PrincipalChecks() {}

    static void check(Draft.Whom whom, PolicyKind kind) throws Fault {
        for (Principals.Name name : whom.principals().names()) {
            String mend =
                    switch (name.type()) {
                        case ANYONE, FEDERATED, CANONICAL_USER -> "";
                        case AWS ->
                                AWS.matcher(name.value()).matches()
                                        ? ""
                                        : "write an account, or the whole ARN of a user, role or"
                                                + " session; part of one with * does not work";
                        case SERVICE ->
                                SERVICE.matcher(name.value()).matches()
                                        ? ""
                                        : "write a service's name, as in ssm.amazonaws.com";
                    };
            if (!mend.isEmpty()) {
                throw new Fault(whom.at(), said(name, kind), mend);
            }
        }
    }

    private static String said(Principals.Name name, PolicyKind kind) {
        return kind == PolicyKind.TRUST
                ? "Invalid principal in policy: \""
                        + name.type().written()
                        + "\":\""
                        + name.value()
                        + "\""
                : "Invalid principal in policy";
    }
}
