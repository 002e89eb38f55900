package dev.sallyport.policy.language;

/// Reads policies. What AWS would refuse when the policy is put is refused here, with AWS's text.
public final class Policies {
    private Policies() {}

    /// Limits on a policy's size are the caller's; only what could hurt the reader is refused here.
    public static PolicyOutcome parse(String json, PolicyKind kind) {
        try {
            Draft draft = new DraftReader(kind).read(document(json, kind));
            Checks.check(draft, kind);
            return new PolicyOutcome.Parsed(draft.policy());
        } catch (Fault fault) {
            return fault.outcome();
        }
    }

    private static Json document(String json, PolicyKind kind) throws Fault {
        try {
            return JsonReader.read(json);
        } catch (Fault fault) {
            // As recorded of CreateRole; policies of users are refused with the text for all
            // syntax.
            throw kind == PolicyKind.TRUST
                    ? fault.saying("This policy contains invalid Json")
                    : fault;
        }
    }
}
