package dev.sallyport.server.sessions;

import dev.sallyport.server.documents.ResolvedDocument;
import dev.sallyport.server.documents.ResolvedDocument.RunAs;
import dev.sallyport.server.documents.ResolvedDocument.Ssh;
import dev.sallyport.server.documents.RunAsUsers;
import java.util.Map;
import java.util.Optional;

/// As which user a session's shell runs.
sealed interface RunAsOutcome {
    /// The principal's tag that names its user.
    String TAG = "SSMSessionRunAs";

    /// This user, or the agent's own when there is none.
    record As(Optional<String> user) implements RunAsOutcome {}

    record Refused(String text) implements RunAsOutcome {}

    /// As {@link #of(RunAs, Map)}, for a document that may name a wish of the caller's: where the
    /// rules name a user, they win, and a wish for another is refused rather than passed over.
    static RunAsOutcome of(ResolvedDocument document, Map<String, String> tags) {
        RunAsOutcome ruled = of(document.runAs(), tags);
        Optional<String> wish = document.stream().ssh().flatMap(Ssh::user);
        return switch (ruled) {
            case As(Optional<String> user) when wish.isEmpty() || user.equals(wish) -> ruled;
            case As(Optional<String> user) when user.isEmpty() -> checked(wish.orElseThrow());
            case As(Optional<String> user) ->
                    new Refused(
                            "Your sessions run as '"
                                    + user.orElseThrow()
                                    + "' by the run-as rules, not as '"
                                    + wish.orElseThrow()
                                    + "'.");
            case Refused _ -> ruled;
        };
    }

    /// The tag, else the document's user, else nobody: once run-as is on there is no way back to
    /// the agent's own user. A tag that is no good is not passed over either.
    static RunAsOutcome of(RunAs runAs, Map<String, String> tags) {
        return switch (runAs) {
            case RunAs.Disabled() -> new As(Optional.empty());
            case RunAs.Enabled(Optional<String> byDefault) ->
                    Optional.ofNullable(tags.get(TAG))
                            .or(() -> byDefault)
                            .map(RunAsOutcome::checked)
                            .orElseGet(RunAsOutcome::nobody);
        };
    }

    private static RunAsOutcome checked(String user) {
        return RunAsUsers.isAllowed(user)
                ? new As(Optional.of(user))
                : new Refused("Run as user '" + user + "' (expected: " + RunAsUsers.FORM + ")");
    }

    private static RunAsOutcome nobody() {
        return new Refused(
                "Run as is enabled, but neither the tag "
                        + TAG
                        + " nor inputs.runAsDefaultUser names a user.");
    }
}
