package dev.sallyport.policy;

import dev.sallyport.policy.language.Template;
import java.util.List;
import java.util.Optional;

/// A pattern for resource names: six parts, each with its wildcards; the sixth may have colons of
/// its own.
final class ArnPattern {
    private static final int SERVICE = 2;
    private static final int REST = Arn.PARTS - 1;

    private final boolean everything;
    private final Glob[] parts = new Glob[Arn.PARTS];
    private final Optional<String> literalRest;

    private ArnPattern(List<Template> written, boolean everything) {
        this.everything = everything;
        boolean ofUsers = isOfUsers(written);
        for (int i = 0; i < Arn.PARTS; i++) {
            // Parts that are not written may be anything: `arn:aws:ssm:*`.
            parts[i] =
                    i < written.size()
                            ? Glob.compile(written.get(i), i == REST && ofUsers)
                            : new Glob.Any();
        }
        literalRest =
                written.size() == Arn.PARTS && written.get(REST).isPlain() && !ofUsers
                        ? Optional.of(written.get(REST).plain())
                        : Optional.empty();
    }

    static ArnPattern compile(String text, boolean variables) {
        Template template = Template.read(text, variables, true);
        return new ArnPattern(template.split(Arn.PARTS), text.equals("*"));
    }

    /// Names of IAM users differ by more than their case, and their ARNs are compared so.
    private static boolean isOfUsers(List<Template> written) {
        return written.size() == Arn.PARTS
                && written.get(SERVICE).isPlain()
                && written.get(SERVICE).plain().equals("iam")
                && !written.get(REST).tokens().isEmpty()
                && written.get(REST).tokens().getFirst() instanceof Template.Literal(String head)
                && head.startsWith("user/");
    }

    boolean matches(Arn arn, ConditionKeys keys) {
        if (everything) {
            return true;
        }
        if (!arn.isWhole()) {
            return false;
        }
        String text = arn.text();
        // From the end: there names differ most.
        for (int i = REST; i >= 0; i--) {
            if (!parts[i].matches(text, arn.start(i), arn.end(i), keys)) {
                return false;
            }
        }
        return true;
    }

    /// The sixth part, when only one text matches it: an index can find the statement by that.
    Optional<String> literalRest() {
        return literalRest;
    }
}
