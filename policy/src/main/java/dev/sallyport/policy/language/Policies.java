package dev.sallyport.policy.language;

/// Reads policies. What AWS would refuse when the policy is put is refused here, with AWS's text.
public final class Policies {
    private Policies() {}

    /// Limits on a policy's size are the caller's; only what could hurt the reader is refused here.
    public static PolicyOutcome parse(String json, PolicyKind kind) {
        try {
            Json document = JsonReader.read(json);
            Draft draft = new DraftReader(kind).read(document);
            Checks.check(draft, kind);
            return new PolicyOutcome.Parsed(draft.policy());
        } catch (Fault fault) {
            return fault.outcome();
        }
    }
}
